import type { EntityMetadata, FieldMetadata } from "../api/index.ts";
import { type Condition, type FieldTypes, useFieldTypes } from "../fields/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { NativeSelect, TextArea } from "../ui/index.ts";
import { Button } from "antd";
import { ConditionValues } from "./ConditionValues.tsx";
import { type FilterPart, filterableFields, operatorsOf } from "./conditions.ts";
import "./FilterDialog.css";

function conditionOn(key: string, fields: readonly FieldMetadata[], types: FieldTypes): Condition {
  const field = fields.find((one) => one.key === key);
  const [operator] = field ? operatorsOf(field, types) : [];
  return { field: key, operator: operator?.id ?? "", values: [] };
}

/** A condition that is begun: on the named field, or on the first one there is. */
export function newPart(entity: EntityMetadata, types: FieldTypes, key?: string): FilterPart[] {
  const fields = filterableFields(entity, types);
  const begun = key ?? fields[0]?.key;
  return begun === undefined ? [] : [{ condition: conditionOn(begun, fields, types) }];
}

export interface ConditionListProps {
  entity: EntityMetadata;
  parts: readonly FilterPart[];
  onChange: (parts: FilterPart[]) => void;
}

/** Conditions that hold together; each is chosen, or written as an expression. */
export function ConditionList({ entity, parts, onChange }: ConditionListProps) {
  const { t } = useTranslation("filters");
  const types = useFieldTypes();
  const fields = filterableFields(entity, types);
  const replace = (at: number, part: FilterPart) =>
    onChange(parts.map((one, place) => (place === at ? part : one)));
  return (
    <>
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
                onChange={(event) =>
                  replace(at, { condition: conditionOn(event.target.value, fields, types) })
                }
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
            onClick={() => onChange(parts.filter((_, place) => place !== at))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="dg-filter-add">
        <Button onClick={() => onChange([...parts, ...newPart(entity, types)])}>
          {t("filter.add")}
        </Button>
        <Button type="link" onClick={() => onChange([...parts, { text: "" }])}>
          {t("filter.addExpression")}
        </Button>
      </div>
    </>
  );
}
