import type { FieldMetadata } from "@dougong/kit/api";
import { asList, asLink, asObject, type FieldObject, type FieldValue } from "@dougong/kit/fields";

/** A field whose default reads through a reference that now leads to another record. */
export interface TakingOver {
  field: FieldMetadata;
  /** The field with those beside it: of the record, or of the rows of a table. */
  beside: readonly FieldMetadata[];
  /** The row of a table that it stands in. */
  row?: { table: string; at: number };
  /** No record was chosen before, so that what is typed already stays. */
  isFirst: boolean;
}

/** What is to be taken over after the values of a form have moved on. */
export function takingOver(
  before: FieldObject,
  now: FieldObject,
  fields: readonly FieldMetadata[],
): TakingOver[] {
  const found: TakingOver[] = moved(before, now, fields);
  for (const { key, fields: inner } of fields) {
    if (!inner) continue;
    const rows = asList(now[key]);
    const old = asList(before[key]);
    // Where a row went, the others have moved up and have changed in nothing.
    if (rows.length < old.length) continue;
    rows.forEach((row, at) => {
      const places = moved(asObject(old[at]) ?? {}, asObject(row) ?? {}, inner);
      found.push(...places.map((place) => ({ ...place, row: { table: key, at } })));
    });
  }
  return found;
}

function moved(
  before: FieldObject,
  now: FieldObject,
  beside: readonly FieldMetadata[],
): TakingOver[] {
  return beside.flatMap((field) => {
    const via = field.defaultVia ?? [];
    const isMoved = via.some((key) => idOf(now[key]) !== idOf(before[key]));
    const isWhole = via.every((key) => idOf(now[key]) !== undefined);
    if (!isMoved || !isWhole) return [];
    return [{ field, beside, isFirst: via.some((key) => idOf(before[key]) === undefined) }];
  });
}

export const idOf = (value: FieldValue | undefined): string | undefined => asLink(value)?.id;

/** The values that stand beside a field: those of the form, or of the row. */
export function besideOf(place: TakingOver, values: FieldObject): FieldObject {
  if (!place.row) return values;
  return asObject(asList(values[place.row.table])[place.row.at]) ?? {};
}
