import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import type { FieldTypes } from "@dougong/kit/fields";

/** Whether a field can be changed where the list shows it; rows of a table need the form. */
export function mayEditInPlace(
  entity: EntityMetadata,
  field: FieldMetadata,
  types: FieldTypes,
): boolean {
  return (
    entity.rights?.update !== false &&
    !types.isComputed(field) &&
    field.readOnly !== true &&
    field.right !== "read" &&
    field.right !== "masked" &&
    !field.fields
  );
}

/** A value of a record as the server takes it. */
export const writtenValue = (record: RecordJson, field: FieldMetadata, types: FieldTypes) =>
  types.write(types.read(record[field.key], field), field);
