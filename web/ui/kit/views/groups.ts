import type { FieldMetadata, RecordJson } from "../api/index.ts";
import type { FieldTypes } from "../fields/index.ts";

export interface RecordGroup {
  /** The value in words; empty for none. */
  key: string;
  label: string;
  records: RecordJson[];
}

/**
 * The records in their order, those of one value together.
 *
 * @param none what stands above those without a value
 */
export function groupsOf(
  records: readonly RecordJson[],
  field: FieldMetadata | undefined,
  types: FieldTypes,
  none: string,
): RecordGroup[] {
  const groups = new Map<string, RecordGroup>();
  for (const record of records) {
    const key = field ? types.text(types.read(record[field.key], field), field) : "";
    const group = groups.get(key) ?? { key, label: key || none, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()];
}
