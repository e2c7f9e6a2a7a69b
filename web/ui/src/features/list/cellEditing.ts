import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import { type FieldTypes, mayWrite } from "@dougong/kit/fields";

/** Whether a field can be changed where the list shows it; rows of a table need the form. */
export function mayEditInPlace(
  entity: EntityMetadata,
  field: FieldMetadata,
  types: FieldTypes,
): boolean {
  return (
    mayWrite(entity, field) && !types.isComputed(field) && field.right !== "masked" && !field.fields
  );
}

/** A value of a record as the server takes it. */
export const writtenValue = (record: RecordJson, field: FieldMetadata, types: FieldTypes) =>
  types.write(types.read(record[field.key], field), field);
