import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor } from "@dougong/kit/ui";
import type { RecordLink } from "../api.ts";
import "./AboutRecord.css";

/** The record that something is about, where the reader may know it. */
export function AboutRecord({ task }: { task: { record: RecordLink | null } }) {
  const { t } = useTranslation("workflow");
  const { metadata } = useWorkspace();
  const { record } = task;
  if (!record) return null;
  const entity = metadata.entity(record.entity ?? undefined);
  if (!entity || record.label === null) return <span>{t("inbox.hiddenRecord")}</span>;
  return (
    <span className="dg-about-record">
      <RecordAnchor entity={entity.key} id={record.id}>
        {labelText(entity.label, entity.key)} · {record.label}
      </RecordAnchor>
    </span>
  );
}
