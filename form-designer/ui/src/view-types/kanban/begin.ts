import type { FieldMetadata, JsonObject } from "@dougong/kit/api";
import { type FieldTypes, operators } from "@dougong/kit/fields";

/** Fields with one of some values, which can be the columns. */
export const columnFields = (
  fields: readonly FieldMetadata[],
  types: FieldTypes,
): FieldMetadata[] =>
  fields.filter((field) => types.looks(field).type.operators === operators.option);

/** Numbers that people enter or that are computed from them. */
export const numberFields = (
  fields: readonly FieldMetadata[],
  types: FieldTypes,
): FieldMetadata[] =>
  fields.filter(
    (field) => field.system !== true && types.looks(field).type.operators === operators.number,
  );

/** A board by the first field that can part the records, with the sum of the first number. */
export function begin(fields: readonly FieldMetadata[], types: FieldTypes): JsonObject | null {
  const [by] = columnFields(fields, types);
  const [sum] = numberFields(fields, types);
  return by ? { by: by.key, ...(sum ? { sums: [sum.key] } : {}) } : null;
}
