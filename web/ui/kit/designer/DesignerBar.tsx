import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { formatInstant, useTranslation } from "../i18n/index.ts";
import type { History } from "../lib/index.ts";
import type { SavingState } from "./useDraft.ts";

/** What the bar shows of a draft, and what its buttons do. */
export interface BarEditing {
  history: History<unknown>;
  version: number;
  saving: SavingState;
  savedAt: Date | null;
  isPublished: boolean;
  undo: () => void;
  redo: () => void;
}

export interface DesignerBarProps {
  title: string;
  editing: BarEditing;
  onPublish: () => void;
  /** Further buttons, before that of publishing. */
  children?: ReactNode;
}

/** What staff use, what is saved, and the steps back and forth by their names. */
export function DesignerBar({ title, editing, onPublish, children }: DesignerBarProps) {
  const { t } = useTranslation("design");
  const { history } = editing;
  const last = history.done.at(-1);
  const next = history.undone.at(-1);
  const undo = last ? t("undo", { step: last.label }) : t("nothingToUndo");
  const redo = next ? t("redo", { step: next.label }) : t("nothingToRedo");
  return (
    <header className="dg-designer-bar">
      <h1>{title}</h1>
      <DraftState editing={editing} />
      <div className="dg-designer-acts">
        <Button
          icon={<UndoOutlined aria-hidden />}
          aria-label={undo}
          title={undo}
          disabled={!last}
          onClick={editing.undo}
        />
        <Button
          icon={<RedoOutlined aria-hidden />}
          aria-label={redo}
          title={redo}
          disabled={!next}
          onClick={editing.redo}
        />
        {children}
        <Button type="primary" disabled={editing.isPublished} onClick={onPublish}>
          {t("publish")}
        </Button>
      </div>
    </header>
  );
}

function DraftState({ editing }: { editing: BarEditing }) {
  const { t } = useTranslation("design");
  const { saving, savedAt, version } = editing;
  const parts = [
    t(editing.isPublished ? "state.same" : "state.draft"),
    version > 0 ? t("state.live", { version }) : t("state.never"),
  ];
  if (saving === "saved" && savedAt)
    parts.push(t("state.saved", { at: formatInstant(savedAt.toISOString(), "short") }));
  if (saving !== "saved") parts.push(t(`state.${saving}`));
  return (
    <p className="dg-designer-state" role="status">
      {parts.join(" · ")}
    </p>
  );
}
