import {
  checkExpression,
  type EntityMetadata,
  type FieldMetadata,
  problemText,
} from "../api/index.ts";
import { type Condition, type FieldTypes, useFieldTypes } from "../fields/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { Dialog, NativeSelect, Notice, TextArea } from "../ui/index.ts";
import { Button } from "antd";
import { useState } from "react";
import { ConditionValues } from "./ConditionValues.tsx";
import {
  type FilterPart,
  filterableFields,
  operatorsOf,
  readFilter,
  writeFilter,
} from "./conditions.ts";
import "./FilterDialog.css";

export interface FilterDialogProps {
  entity: EntityMetadata;
  filter: string;
  /** Key of a field for which a condition is begun. */
  startWith?: string | undefined;
  onApply: (filter: string) => void;
  onClose: () => void;
}

function conditionOn(key: string, fields: readonly FieldMetadata[], types: FieldTypes): Condition {
  const field = fields.find((one) => one.key === key);
  const [operator] = field ? operatorsOf(field, types) : [];
  return { field: key, operator: operator?.id ?? "", values: [] };
}

/** Builds a filter by choosing; what cannot be chosen may be written as an expression. */
export function FilterDialog({ entity, filter, startWith, onApply, onClose }: FilterDialogProps) {
  const { t } = useTranslation("filters");
  const types = useFieldTypes();
  const fields = filterableFields(entity, types);
  const newCondition = (key: string) => conditionOn(key, fields, types);
  const [firstField] = fields;
  const startPart = (): FilterPart[] =>
    firstField ? [{ condition: newCondition(firstField.key) }] : [];
  const [parts, setParts] = useState<FilterPart[]>(() => {
    const read = readFilter(filter, entity, types);
    if (startWith !== undefined) return [...read, { condition: newCondition(startWith) }];
    return read.length > 0 ? read : startPart();
  });
  const [problem, setProblem] = useState("");

  const replace = (at: number, part: FilterPart) =>
    setParts(parts.map((one, place) => (place === at ? part : one)));

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
        {parts.map((part, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
          <div key={at} className="dg-filter-part">
            {"text" in part ? (
              <TextArea
                className="dg-code"
                aria-label={t("filter.expression")}
                value={part.text}
                onChange={(event) => replace(at, { text: event.target.value })}
              />
            ) : (
              <>
                <NativeSelect
                  aria-label={t("filter.field")}
                  value={part.condition.field}
                  onChange={(event) => replace(at, { condition: newCondition(event.target.value) })}
                >
                  {fields.map((field) => (
                    <option key={field.key} value={field.key}>
                      {labelText(field.label, field.key)}
                    </option>
                  ))}
                </NativeSelect>
                <ConditionValues
                  entity={entity}
                  condition={part.condition}
                  onChange={(condition) => replace(at, { condition })}
                />
              </>
            )}
            <button
              type="button"
              className="dg-filter-remove"
              aria-label={t("filter.remove")}
              onClick={() => setParts(parts.filter((_, place) => place !== at))}
            >
              ×
            </button>
          </div>
        ))}
        <div className="dg-filter-add">
          <Button onClick={() => setParts([...parts, ...startPart()])}>{t("filter.add")}</Button>
          <Button type="link" onClick={() => setParts([...parts, { text: "" }])}>
            {t("filter.addExpression")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
