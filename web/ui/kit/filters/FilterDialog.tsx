import { checkExpression, type EntityMetadata, problemText } from "../api/index.ts";
import { useFieldTypes } from "../fields/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { Dialog, Notice } from "../ui/index.ts";
import { Button } from "antd";
import { useState } from "react";
import { ConditionList, newPart } from "./ConditionList.tsx";
import { type FilterPart, readFilter, writeFilter } from "./conditions.ts";
import "./FilterDialog.css";

export interface FilterDialogProps {
  entity: EntityMetadata;
  filter: string;
  /** What is built, where it is no filter. */
  title?: string;
  /** Key of a field for which a condition is begun. */
  startWith?: string | undefined;
  /** False where an expression may name more than the entity has; whoever stores it checks it. */
  isChecked?: boolean;
  onApply: (filter: string) => void;
  onClose: () => void;
}

/** What is wrong with a text that somebody wrote; null where nothing is, or nobody can tell. */
async function problemOf(entity: string, text: string): Promise<string | null> {
  const check = await checkExpression(entity, text).catch(() => ({ ok: true, errors: [] }));
  if (check.ok) return null;
  const [first] = check.errors ?? [];
  return first ? problemText(first) : "";
}

/** Builds a filter by choosing; what cannot be chosen may be written as an expression. */
export function FilterDialog({
  entity,
  filter,
  title,
  startWith,
  isChecked = true,
  onApply,
  onClose,
}: FilterDialogProps) {
  const { t } = useTranslation("filters");
  const types = useFieldTypes();
  const [parts, setParts] = useState<FilterPart[]>(() => {
    const read = readFilter(filter, entity, types);
    if (startWith !== undefined) return [...read, ...newPart(entity, types, startWith)];
    return read.length > 0 ? read : newPart(entity, types);
  });
  const [problem, setProblem] = useState("");

  async function apply() {
    const text = writeFilter(parts, entity, types);
    if (isChecked && parts.some((part) => "text" in part)) {
      const wrong = await problemOf(entity.key, text);
      if (wrong !== null) return setProblem(wrong || t("filter.wrong"));
    }
    onApply(text);
    onClose();
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={title ?? t("filter.title")}
      footer={
        <>
          <Button onClick={() => setParts([])}>{t("filter.clear")}</Button>
          <Button type="primary" onClick={() => void apply()}>
            {t("filter.apply")}
          </Button>
        </>
      }
    >
      <div className="dg-filter">
        {problem && <Notice>{problem}</Notice>}
        {parts.length === 0 && <p className="dg-none">{t("filter.none")}</p>}
        <ConditionList entity={entity} parts={parts} onChange={setParts} />
      </div>
    </Dialog>
  );
}
