import type { FieldMetadata } from "../api/index.ts";
import { asList, type FieldTypes } from "../fields/index.ts";

/** The checklist with what its record's stage asks for, and what is ticked already. */
export function checklistAt(
  checklist: FieldMetadata,
  moved: FieldMetadata,
  record: Readonly<Record<string, unknown>>,
  types: FieldTypes,
): FieldMetadata {
  const at = types.read(record[moved.key], moved);
  const stage = moved.stages?.find((one) => one.value === at);
  const shown = new Set([
    ...(stage?.checks ?? []),
    ...asList(types.read(record[checklist.key], checklist)),
  ]);
  const options = checklist.options?.filter((option) => shown.has(option.value));
  return options ? { ...checklist, options } : checklist;
}
