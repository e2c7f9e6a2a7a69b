import { type EntityMetadata, type FieldMetadata, useWorkspace } from "../api/index.ts";
import { type Condition, optionText, useFieldTypes } from "../fields/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { useQuery } from "@tanstack/react-query";
import { operatorsOf } from "./conditions.ts";

/** A condition as people say it: 等级 是 金卡会员. */
export function ConditionText({
  entity,
  condition,
}: {
  entity: EntityMetadata;
  condition: Condition;
}) {
  const { t } = useTranslation("fields");
  const types = useFieldTypes();
  const given = entity.fields.find((field) => field.key === condition.field);
  if (!given) return <>{condition.field}</>;
  const { field } = types.looks(given);
  const operator = operatorsOf(given, types).find((one) => one.id === condition.operator);
  const values =
    operator?.literal === "link"
      ? condition.values.map((id) => <LinkLabel key={id} id={id} field={field} />)
      : condition.values.map((value) =>
          operator?.literal === "option" ? optionText(field, value) : value,
        );
  return (
    <>
      {labelText(given.label, given.key)} {t(`operator.${condition.operator}`)}
      {values.length > 0 && " "}
      {values.map((value, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- values have no other identity
        <span key={place}>
          {place > 0 && ", "}
          {value}
        </span>
      ))}
    </>
  );
}

/** The name behind an id: a record's title, or a person's name. */
function LinkLabel({ id, field }: { id: string; field: FieldMetadata }) {
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const source = types.of(field).pickSource?.(field, metadata, types);
  const named = useQuery({
    queryKey: ["data", "label", source?.key, id],
    staleTime: 300_000,
    queryFn: async () => (await source?.label(id)) ?? id.slice(0, 8),
  });
  return <>{named.data ?? "…"}</>;
}
