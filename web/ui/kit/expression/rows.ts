import type { Row } from "./tree.ts";

/** What is needed of a field's metadata to find its value by id. */
export interface NamedField {
  key: string;
  id?: number;
  /** Fields of a table's rows. */
  fields?: readonly NamedField[];
}

/**
 * A record whose values are held by field key. Rows of tables are objects in it; records behind
 * references are not known, unless the reference is empty or `targetOf` knows the record.
 */
export function rowOf(
  values: Readonly<Record<string, unknown>>,
  fields: readonly NamedField[],
  targetOf?: (fieldKey: string) => Row | undefined,
): Row {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const valueOf = (fieldId: number): unknown => {
    const field = byId.get(fieldId);
    return field ? (values[field.key] ?? null) : undefined;
  };
  return {
    value: valueOf,
    target: (fieldId) =>
      valueOf(fieldId) === null ? null : targetOf?.(byId.get(fieldId)?.key ?? ""),
    rows: (fieldId) => {
      const value = valueOf(fieldId);
      if (value === null) return [];
      const inner = byId.get(fieldId)?.fields;
      if (!inner || !Array.isArray(value)) return undefined;
      return value.map((row) => rowOf(row as Record<string, unknown>, inner));
    },
  };
}
