import type { FieldMetadata } from "@dougong/kit/api";
import {
  asList,
  asObject,
  type FieldInputProps,
  type FieldObject,
  type FieldProblems,
  type FieldValue,
  isBlank,
} from "@dougong/kit/fields";

export const rowFields = (field: FieldMetadata): FieldMetadata[] => field.fields ?? [];

export const rowsOf = (value: FieldValue): FieldObject[] =>
  asList(value)
    .map(asObject)
    .filter((row) => row !== null);

/** What the grid and the cards get: the field and its rows with what is computed in them. */
export interface RowsInputProps extends FieldInputProps {
  rows: FieldObject[];
}

export function withRow(
  rows: FieldObject[],
  at: number,
  key: string,
  value: FieldValue,
): FieldObject[] {
  return rows.map((row, place) => (place === at ? { ...row, [key]: value } : row));
}

export const withoutRow = (rows: FieldObject[], at: number): FieldObject[] =>
  rows.filter((_, place) => place !== at);

/** A card leaves out what is empty or not the case. */
export const saysSomething = (value: FieldValue | undefined): boolean =>
  !isBlank(value) && value !== false;

/** The problems below `/<row>/<field>`, relative to that field. */
export function problemsBelow(
  problems: FieldProblems | undefined,
  at: number,
  key?: string,
): FieldProblems {
  const start = key === undefined ? `/${at}` : `/${at}/${key}`;
  return Object.fromEntries(
    Object.entries(problems ?? {})
      .filter(([pointer]) => pointer === start || pointer.startsWith(`${start}/`))
      .map(([pointer, message]) => [pointer.slice(start.length), message]),
  );
}
