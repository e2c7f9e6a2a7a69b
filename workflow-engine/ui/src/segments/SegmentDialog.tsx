import { ApiProblem, type ProblemEntry, useWorkspace } from "@dougong/kit/api";
import { freeDocumentKey } from "@dougong/kit/designer";
import { FilterDialog } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { sayProblem } from "../problem.ts";
import { removeSegment, saveSegment, type Segment, type SegmentDraft, segmentKeys } from "./api.ts";

/** How a new one begins. */
export type Beginning = Pick<SegmentDraft, "entity" | "filter" | "label">;

interface SegmentDialogProps {
  /** The one that is changed; null for a new one. */
  segment: Segment | null;
  begun: Beginning | null;
  onClose: () => void;
}

/** Makes or changes a segment and takes it into use. */
export function SegmentDialog({ segment, begun, onClose }: SegmentDialogProps) {
  const { t, i18n } = useTranslation("segments");
  const language = i18n.language === "en" ? "en" : "zh";
  const { metadata } = useWorkspace();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<readonly ProblemEntry[]>([]);
  const [isRemoving, setIsRemoving] = useState(false);
  const [draft, setDraft] = useState<SegmentDraft>(() => ({
    key: segment?.key ?? "",
    label: segment ? labelText(segment.label ?? undefined) : (begun?.label ?? ""),
    entity: segment?.entity ?? begun?.entity ?? [...metadata.entities.keys()][0] ?? "",
    filter: segment?.filter ?? begun?.filter ?? "",
    tagField: segment?.tag?.field ?? "",
    tagValue: segment?.tag?.value ?? "",
  }));
  const act = async (deed: () => Promise<void>, said: string) => {
    try {
      await deed();
      showToast({ text: t(said), tone: "success" });
      await queries.invalidateQueries({ queryKey: segmentKeys.all });
      onClose();
    } catch (error) {
      if (error instanceof ApiProblem && error.entries.length > 0) setWrong(error.entries);
      else sayProblem(error, t("failed"));
    }
  };
  const save = async () => {
    const key = segment ? draft.key : await freeDocumentKey("segment", `${draft.entity}Segment`);
    await saveSegment({ ...draft, key }, language, segment === null);
  };
  const isReady = draft.label.trim() !== "" && draft.filter !== "";
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(segment ? "edit" : "add")}
      footer={
        <>
          {segment && (
            <Button danger onClick={() => setIsRemoving(true)}>
              {t("remove")}
            </Button>
          )}
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" disabled={!isReady} onClick={() => void act(save, "saved")}>
            {t("save")}
          </Button>
        </>
      }
    >
      {wrong.map((one) => (
        <Notice key={`${one.pointer ?? ""} ${one.message}`}>
          {one.message} {one.remedy}
        </Notice>
      ))}
      {isRemoving && segment && (
        <Notice>
          {t("removeSure", { name: draft.label })}{" "}
          <Button danger onClick={() => void act(() => removeSegment(segment.key), "removed")}>
            {t("remove")}
          </Button>
        </Notice>
      )}
      <Inputs
        draft={draft}
        isNew={segment === null}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
    </Dialog>
  );
}

interface InputsProps {
  draft: SegmentDraft;
  isNew: boolean;
  onChange: (part: Partial<SegmentDraft>) => void;
}

function Inputs({ draft, isNew, onChange }: InputsProps) {
  const { t } = useTranslation("segments");
  const { metadata } = useWorkspace();
  const id = useId();
  const entity = metadata.entity(draft.entity);
  const tagFields = entity?.fields.filter(({ type }) => type === "tags") ?? [];
  return (
    <div className="dg-segments-form">
      <div>
        <label htmlFor={`${id}-name`}>{t("name")}</label>
        <TextInput
          id={`${id}-name`}
          value={draft.label}
          onChange={({ target }) => onChange({ label: target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-entity`}>{t("entity")}</label>
        <NativeSelect
          id={`${id}-entity`}
          value={draft.entity}
          disabled={!isNew}
          onChange={({ target }) => onChange({ entity: target.value, filter: "", tagField: "" })}
        >
          {[...metadata.entities.values()].map(({ key, label }) => (
            <option key={key} value={key}>
              {labelText(label, key)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <FilterInput draft={draft} onChange={onChange} />
      {tagFields.length > 0 && (
        <div>
          <label htmlFor={`${id}-field`}>{t("tagField")}</label>
          <NativeSelect
            id={`${id}-field`}
            value={draft.tagField}
            onChange={({ target }) => onChange({ tagField: target.value })}
          >
            <option value="">{t("noTag")}</option>
            {tagFields.map(({ key, label }) => (
              <option key={key} value={key}>
                {labelText(label, key)}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      {draft.tagField !== "" && (
        <div>
          <label htmlFor={`${id}-tag`}>{t("tagValue")}</label>
          <TextInput
            id={`${id}-tag`}
            value={draft.tagValue}
            onChange={({ target }) => onChange({ tagValue: target.value })}
          />
        </div>
      )}
    </div>
  );
}

function FilterInput({ draft, onChange }: Omit<InputsProps, "isNew">) {
  const { t } = useTranslation("segments");
  const { metadata } = useWorkspace();
  const [isOpen, setIsOpen] = useState(false);
  const entity = metadata.entity(draft.entity);
  return (
    <div>
      <span>{t("filter")}</span>
      {draft.filter === "" ? <span>{t("noFilter")}</span> : <code>{draft.filter}</code>}
      <Button aria-haspopup="dialog" disabled={!entity} onClick={() => setIsOpen(true)}>
        {t("setFilter")}
      </Button>
      {isOpen && entity && (
        <FilterDialog
          entity={entity}
          filter={draft.filter}
          title={t("filter")}
          onApply={(filter) => onChange({ filter })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}
