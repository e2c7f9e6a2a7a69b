import type { FieldMetadata, JsonObject } from "@dougong/kit/api";
import { type FieldTypes, operators } from "@dougong/kit/fields";

/** Fields with a day. */
export const dayFields = (fields: readonly FieldMetadata[], types: FieldTypes): FieldMetadata[] =>
  fields.filter((field) => types.looks(field).type.operators === operators.date);

/** A calendar by the first date. */
export function begin(fields: readonly FieldMetadata[], types: FieldTypes): JsonObject | null {
  const [by] = dayFields(fields, types);
  return by ? { by: by.key } : null;
}
