import { HistoryOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { formatInstant, useTranslation } from "../i18n/index.ts";
import { Notice } from "../ui/index.ts";
import type { BarEditing } from "./barEditing.ts";
import { ConsentDialog } from "./ConsentDialog.tsx";
import { VersionDialog } from "./VersionDialog.tsx";

export interface DesignerBarProps {
  title: string;
  editing: BarEditing;
  /** Publishes; with consent, values may become unreadable. */
  onPublish: (hasConsent: boolean) => void;
  /** Further buttons, before that of publishing. */
  children?: ReactNode;
}

/** What staff use, what is saved, and the steps back and forth by their names. */
export function DesignerBar({ title, editing, onPublish, children }: DesignerBarProps) {
  const { t } = useTranslation("design");
  const { history } = editing;
  const [isLookingBack, setIsLookingBack] = useState(false);
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
        {editing.version > 0 && (
          <Button
            icon={<HistoryOutlined aria-hidden />}
            aria-label={t("versions.open")}
            title={t("versions.open")}
            onClick={() => setIsLookingBack(true)}
          />
        )}
        {children}
        <Button type="primary" disabled={editing.isPublished} onClick={() => onPublish(false)}>
          {t("publish")}
        </Button>
      </div>
      {editing.saving === "stale" && <Stale editing={editing} />}
      <ConsentDialog editing={editing} onAgree={() => onPublish(true)} />
      {isLookingBack && <VersionDialog editing={editing} onClose={() => setIsLookingBack(false)} />}
    </header>
  );
}

/** Somebody else saved the same draft: whose stays is for a person to say. */
function Stale({ editing }: { editing: BarEditing }) {
  const { t } = useTranslation("design");
  const [isBusy, setIsBusy] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const decide = (deed: () => Promise<void>) => async () => {
    setIsBusy(true);
    setHasFailed(false);
    try {
      await deed();
    } catch {
      setHasFailed(true);
    }
    setIsBusy(false);
  };
  return (
    <div className="dg-designer-stale">
      <Notice>
        {t("stale.text")}
        {hasFailed && ` ${t("stale.failed")}`}
        <span className="dg-designer-acts">
          <Button disabled={isBusy} onClick={decide(() => editing.takeTheirs(t("stale.step")))}>
            {t("stale.theirs")}
          </Button>
          <Button disabled={isBusy} onClick={decide(editing.keepMine)}>
            {t("stale.mine")}
          </Button>
        </span>
      </Notice>
    </div>
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
