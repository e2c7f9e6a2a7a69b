import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import type { FieldValue } from "@dougong/kit/fields";

/** A value that every record of a link gets. */
export interface Fixed {
  field: FieldMetadata;
  value: FieldValue;
}

const neverFixed = new Set(["table", "json"]);

/** Fields that people fill in and of which all records may have the same value. */
export const fixableFields = (entity: EntityMetadata): FieldMetadata[] =>
  entity.fields.filter(
    (field) =>
      field.readOnly !== true && field.right !== "read" && !neverFixed.has(field.kind ?? ""),
  );

/** The last moment of a day where the reader is; null for no day. */
export function endOfDay(day: string): string | null {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
