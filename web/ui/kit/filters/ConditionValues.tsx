import { type EntityMetadata, type FieldMetadata, useWorkspace } from "../api/index.ts";
import {
  type Condition,
  type FilterOperator,
  OptionToggles,
  PickedRecords,
  useFieldTypes,
} from "../fields/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { NativeSelect, TextInput } from "../ui/index.ts";
import { useId } from "react";
import { operatorsOf } from "./conditions.ts";

interface ConditionValuesProps {
  entity: EntityMetadata;
  condition: Condition;
  onChange: (condition: Condition) => void;
}

/** Operator and values of one condition. */
export function ConditionValues({ entity, condition, onChange }: ConditionValuesProps) {
  const { t } = useTranslation("filters");
  const { t: tFields } = useTranslation("fields");
  const types = useFieldTypes();
  const given = entity.fields.find((field) => field.key === condition.field);
  if (!given) return null;
  const choices = operatorsOf(given, types);
  const operator = choices.find((one) => one.id === condition.operator);
  return (
    <>
      <NativeSelect
        aria-label={t("filter.operator")}
        value={condition.operator}
        onChange={(event) => {
          const next = choices.find((one) => one.id === event.target.value);
          const keeps = next?.literal === operator?.literal;
          onChange({
            ...condition,
            operator: event.target.value,
            values: keeps ? condition.values : [],
          });
        }}
      >
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {tFields(`operator.${one.id}`)}
          </option>
        ))}
      </NativeSelect>
      {operator && (
        <Values
          field={types.looks(given).field}
          operator={operator}
          values={condition.values}
          onChange={(values) => onChange({ ...condition, values })}
        />
      )}
    </>
  );
}

interface ValuesProps {
  field: FieldMetadata;
  operator: FilterOperator;
  values: string[];
  onChange: (values: string[]) => void;
}

function Values(props: ValuesProps) {
  const { t } = useTranslation("filters");
  const { operator, values, onChange } = props;
  if (operator.literal === "none") return null;
  if (operator.literal === "option") return <OptionValues {...props} />;
  if (operator.literal === "link") return <LinkValues {...props} />;
  const places = operator.pattern.includes("$2") ? [0, 1] : [0];
  const attributes =
    operator.literal === "date"
      ? { type: "date" }
      : operator.literal === "text"
        ? { type: "text" }
        : { inputMode: "decimal" as const };
  return (
    <div className="dg-filter-values">
      {places.map((place) => (
        <TextInput
          key={place}
          {...attributes}
          aria-label={t("filter.value")}
          value={values[place] ?? ""}
          onChange={(event) => {
            const next = places.map((at) =>
              at === place ? event.target.value : (values[at] ?? ""),
            );
            onChange(next);
          }}
        />
      ))}
      {operator.literal === "days" && <span>{t("filter.days")}</span>}
    </div>
  );
}

function OptionValues({ field, operator, values, onChange }: ValuesProps) {
  const id = useId();
  const isSingle = !operator.pattern.includes("$*");
  return (
    <div className="dg-filter-wide">
      <span id={`${id}-label`} className="dg-visually-hidden">
        {labelText(field.label, field.key)}
      </span>
      <OptionToggles
        id={id}
        field={field}
        value={values}
        onChange={(next) => {
          const chosen = Array.isArray(next) ? next.map(String) : [];
          onChange(isSingle ? chosen.slice(-1) : chosen);
        }}
      />
    </div>
  );
}

function LinkValues(props: ValuesProps) {
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const source = types.of(props.field).pickSource?.(props.field, metadata, types);
  if (!source) return null;
  const name = labelText(props.field.label, props.field.key);
  return (
    <PickedRecords
      field={props.field}
      name={name}
      source={source}
      ids={props.values}
      onChange={props.onChange}
    />
  );
}
