import type { FieldMetadata, JsonObject } from "@dougong/kit/api";
import { type FieldTypes, operators } from "@dougong/kit/fields";

/** Fields with a day. */
export const dayFields = (fields: readonly FieldMetadata[], types: FieldTypes): FieldMetadata[] =>
  fields.filter((field) => types.looks(field).type.operators === operators.date);

/** Fields with few values, by which bars can stand together. */
export const groupFields = (fields: readonly FieldMetadata[], types: FieldTypes) =>
  fields.filter((field) => {
    const { type } = types.looks(field);
    return (
      field.system !== true && type.isSortable === true && (isOption(field) || type.pickSource)
    );
  });

/** Fields with options, which may have colours. */
export const colorFields = (fields: readonly FieldMetadata[]) => fields.filter(isOption);

const isOption = (field: FieldMetadata) =>
  field.kind === "text" && (field.options ?? field.stages ?? []).length > 0;

/** From the first date to the second one. */
export function begin(fields: readonly FieldMetadata[], types: FieldTypes): JsonObject | null {
  const [start, end] = dayFields(fields, types);
  return start && end ? { start: start.key, end: end.key } : null;
}
