import type { FieldMetadata } from "../api/index.ts";

/** The type that shows a computed value when only its kind is known. */
const typeOfKind: Record<string, string> = {
  TEXT: "text",
  INTEGER: "integer",
  DECIMAL: "decimal",
  BOOLEAN: "boolean",
  DATE: "date",
  TIME: "time",
  DATE_TIME: "dateTime",
  DURATION: "duration",
  TEXT_LIST: "tags",
  REFERENCE: "reference",
  REFERENCE_LIST: "multiReference",
};

/** The field that a computed field looks like: its result, or the field it takes from. */
export function resultField(field: FieldMetadata): FieldMetadata {
  const { shownAs } = field;
  const own = { key: field.key, ...(field.label === undefined ? {} : { label: field.label }) };
  if (shownAs) return { ...shownAs, ...own };
  const kind = (field.kind ?? "").replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
  return { ...field, type: field.result ?? typeOfKind[kind] ?? "text" };
}
