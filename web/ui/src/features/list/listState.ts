import {
  type EntityMetadata,
  type ListQuery,
  ownFields,
  type SavedFilter,
  type ViewMetadata,
} from "@dougong/kit/api";
import { useMemo } from "react";
import { useSearchParams } from "react-router";

/** What a list shows, kept in the address: it survives reload, and a link shows the same list. */
export interface ListState {
  view: string;
  saved: string;
  filter: string;
  q: string;
  sort: string;
  columns: string[];
}

const names = ["view", "saved", "filter", "q", "sort", "columns"] as const;

export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo<ListState>(
    () => ({
      view: search.get("view") ?? "",
      saved: search.get("saved") ?? "",
      filter: search.get("filter") ?? "",
      q: search.get("q") ?? "",
      sort: search.get("sort") ?? "",
      columns: (search.get("columns") ?? "").split(",").filter(Boolean),
    }),
    [search],
  );
  function change(changed: Partial<ListState>) {
    const next = { ...state, ...changed };
    const parameters = new URLSearchParams();
    for (const name of names) {
      const value = name === "columns" ? next.columns.join(",") : next[name];
      if (value) parameters.set(name, value);
    }
    setSearch(parameters, { replace: true });
  }
  return [state, change];
}

export interface Column {
  key: string;
  width: number | undefined;
}

const standardColumns = 7;

/** Chosen columns, else the view's, else the first fields; never one that the user does not get. */
export function columnsOf(
  state: ListState,
  view: ViewMetadata | undefined,
  entity: EntityMetadata,
): Column[] {
  const known = new Set(entity.fields.map((field) => field.key));
  const ofView = (view?.columns ?? []).map((column) =>
    typeof column === "string"
      ? { key: column, width: undefined }
      : { key: column.field, width: column.width },
  );
  const widths = new Map(ofView.map((column) => [column.key, column.width]));
  const chosen =
    state.columns.length > 0
      ? state.columns.map((key) => ({ key, width: widths.get(key) }))
      : ofView.length > 0
        ? ofView
        : ownFields(entity)
            .slice(0, standardColumns)
            .map((field) => ({ key: field.key, width: undefined }));
  return chosen.filter((column) => known.has(column.key));
}

/** The view that opens: the named one, else the first without a filter, else the first. */
export function viewOf(state: ListState, views: readonly ViewMetadata[]): ViewMetadata | undefined {
  return (
    views.find((view) => view.key === state.view) ?? views.find((view) => !view.filter) ?? views[0]
  );
}

const both = (one: string | undefined, other: string | undefined) =>
  one && other ? `(${one}) && (${other})` : (one ?? "") || (other ?? "");

export function queryOf(
  state: ListState,
  view: ViewMetadata | undefined,
  saved: SavedFilter | undefined,
  fields: readonly string[],
): ListQuery {
  const standing = saved ? saved.filter : view?.filter;
  const sort = state.sort || (saved?.sort ?? view?.sort ?? []).join(",");
  return {
    filter: both(standing, state.filter),
    sort,
    q: state.q,
    fields: fields.join(","),
  };
}
