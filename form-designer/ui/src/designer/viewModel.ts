import type { JsonObject } from "@dougong/kit/api";
import type { Labels } from "./model.ts";

export interface ColumnDocument extends JsonObject {
  field: string;
  width?: number;
}

/** A view as it is stored; what the designer does not know stays as it is. */
export interface ViewDocument extends JsonObject {
  key: string;
  entity: string;
  columns: ColumnDocument[];
  sort?: string[];
  filter?: string;
  type?: string;
}

export interface ViewDraft {
  view: ViewDocument;
}

export function newView(
  key: string,
  entity: string,
  label: Labels,
  columns: readonly string[],
): ViewDocument {
  return {
    key,
    entity,
    label: label as JsonObject,
    columns: columns.map((field) => ({ field })),
  };
}

const withView = (draft: ViewDraft, view: ViewDocument): ViewDraft => ({ ...draft, view });

/** Sets a part of the document; undefined takes it out. */
export function setPart(draft: ViewDraft, part: string, value: unknown): ViewDraft {
  const { [part]: _before, ...rest } = draft.view;
  const next = value === undefined ? rest : { ...draft.view, [part]: value };
  return withView(draft, next as ViewDocument);
}

const withColumns = (draft: ViewDraft, columns: ColumnDocument[]): ViewDraft =>
  withView(draft, { ...draft.view, columns });

export const columnAt = (draft: ViewDraft, field: string): number =>
  draft.view.columns.findIndex((column) => column.field === field);

/** Puts a column at a place, new or from where it was; the number of columns means at the end. */
export function putColumn(draft: ViewDraft, field: string, place: number): ViewDraft {
  const from = columnAt(draft, field);
  const column = draft.view.columns[from] ?? { field };
  const without = from < 0 ? draft.view.columns : draft.view.columns.toSpliced(from, 1);
  const to = from >= 0 && from < place ? place - 1 : place;
  if (to === from) return draft;
  return withColumns(draft, without.toSpliced(to, 0, column));
}

export function stepColumn(draft: ViewDraft, field: string, step: -1 | 1): ViewDraft {
  const from = columnAt(draft, field);
  const to = from + step;
  if (from < 0 || to < 0 || to >= draft.view.columns.length) return draft;
  return putColumn(draft, field, step > 0 ? to + 1 : to);
}

/** Takes a column out; the last one stays, for a view has at least one. */
export function takeColumn(draft: ViewDraft, field: string): ViewDraft {
  const from = columnAt(draft, field);
  if (from < 0 || draft.view.columns.length < 2) return draft;
  return withColumns(draft, draft.view.columns.toSpliced(from, 1));
}

export function setWidth(draft: ViewDraft, field: string, width: number | undefined): ViewDraft {
  const columns = draft.view.columns.map((column) => {
    if (column.field !== field) return column;
    const { width: _before, ...rest } = column;
    return (width === undefined ? rest : { ...column, width }) as ColumnDocument;
  });
  return withColumns(draft, columns);
}

export const sortOf = (draft: ViewDraft): readonly string[] => draft.view.sort ?? [];

/** Sets the fields by which records are in order; none leaves it to the list. */
export const setSort = (draft: ViewDraft, sort: readonly string[]): ViewDraft =>
  setPart(draft, "sort", sort.length > 0 ? [...sort] : undefined);

/** Shows the view as another type, with the options with which that begins; null is a table. */
export function setType(draft: ViewDraft, id: string | null, options: JsonObject): ViewDraft {
  const { type: _type, options: _options, ...rest } = draft.view;
  const next = id === null ? rest : { ...rest, type: id, options };
  return withView(draft, next as ViewDocument);
}

export const optionsOf = (draft: ViewDraft): JsonObject =>
  (draft.view["options"] as JsonObject | undefined) ?? {};
