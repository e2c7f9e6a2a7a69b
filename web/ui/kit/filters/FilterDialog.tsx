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
  /** Key of a field for which a condition is begun. */
  startWith?: string | undefined;
  onApply: (filter: string) => void;
  onClose: () => void;
}

/** Builds a filter by choosing; what cannot be chosen may be written as an expression. */
export function FilterDialog({ entity, filter, startWith, onApply, onClose }: FilterDialogProps) {
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
    if (parts.some((part) => "text" in part)) {
      const check = await checkExpression(entity.key, text).catch(() => ({ ok: true, errors: [] }));
      if (!check.ok) {
        const [first] = check.errors ?? [];
        setProblem((first && problemText(first)) || t("filter.wrong"));
        return;
      }
    }
    onApply(text);
    onClose();
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t("filter.title")}
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
