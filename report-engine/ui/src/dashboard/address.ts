import { type Metadata, parseJson, useWorkspace, writeJson } from "@dougong/kit/api";
import type { AnswerRow } from "@dougong/kit/charts";
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Choice, Drill, SharedFilter } from "./api.ts";

const filterName = "f";
const openName = "open";
const asOfName = "asOf";
const separator = "~";
const none = "-";

/**
 * `lead.source:walkIn,wechat` or `sale.soldAt:2026-01-01~2026-01-31`, each value escaped;
 * `store.id@2:…` was clicked in the widget of that place.
 */
export function writeChoice(choice: Choice): string {
  const source = choice.source === undefined ? "" : `@${choice.source}`;
  const name = `${choice.entity}.${choice.field}${source}:`;
  const written = (value: unknown) =>
    value === null ? none : encodeURIComponent(String(value)).replaceAll(separator, "%7E");
  if (choice.values) return name + choice.values.map(written).join(",");
  return `${name}${written(choice.from ?? "")}${separator}${written(choice.to ?? "")}`;
}

export function readChoice(text: string, known: readonly SharedFilter[]): Choice | null {
  const colon = text.indexOf(":");
  const [name, place] = text.slice(0, colon).split("@");
  const found = known.find((one) => `${one.entity}.${one.field}` === name);
  const filter = found && place ? { ...found, source: Number.parseInt(place, 10) || 0 } : found;
  const value = text.slice(colon + 1);
  if (!filter || value === "") return null;
  try {
    const read = (part: string) => (part === none ? null : decodeURIComponent(part));
    if (!value.includes(separator)) return { ...filter, values: value.split(",").map(read) };
    const [from, to] = value.split(separator).map(read);
    return { ...filter, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  } catch {
    return null;
  }
}

/** The address has texts only; numbers and yes or no are what they are. */
function typed(choice: Choice, metadata: Metadata): Choice {
  const kind = metadata.field(choice.entity, choice.field)?.kind;
  if (kind === "boolean" && choice.values) {
    return { ...choice, values: choice.values.map((value) => value && value === "true") };
  }
  if (kind !== "integer" && kind !== "decimal") return choice;
  const number = (value: string | number) => Number(value);
  return {
    ...choice,
    ...(choice.from === undefined ? {} : { from: number(choice.from) }),
    ...(choice.to === undefined ? {} : { to: number(choice.to) }),
  };
}

/** A dashboard with choices in its filters. */
export function boardAddress(dashboard: string, choices: readonly Choice[]): string {
  const parameters = new URLSearchParams();
  for (const choice of choices) parameters.append(filterName, writeChoice(choice));
  const search = parameters.toString();
  return `/dashboards/${encodeURIComponent(dashboard)}${search ? `?${search}` : ""}`;
}

function readDrill(text: string | null): Drill | null {
  if (text === null) return null;
  try {
    const read = parseJson(text) as [number, AnswerRow, string?, string[]?, string[]?];
    const [widget, row, measure, by = [], names = []] = read;
    return { widget, row, measure: measure || undefined, by, names };
  } catch {
    return null;
  }
}

export interface DashboardAddress {
  choices: Choice[];
  opened: Drill | null;
  /** The earlier day that is looked at, or null for now. */
  asOf: string | null;
  lookAt: (day: string | null) => void;
  choose: (filter: SharedFilter, choice: Choice | null) => void;
  open: (drill: Drill) => void;
  close: () => void;
  clear: () => void;
}

const isOf = (filter: SharedFilter) => (choice: SharedFilter) =>
  choice.entity === filter.entity && choice.field === filter.field;

/** Filters and what is open stand in the address: Back undoes them, and a link shows the same. */
export function useDashboardAddress(filters: readonly SharedFilter[]): DashboardAddress {
  const { metadata } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const choices = useMemo(
    () =>
      search.getAll(filterName).flatMap((text) => {
        const choice = readChoice(text, filters);
        return choice ? typed(choice, metadata) : [];
      }),
    [search, filters, metadata],
  );
  const opened = useMemo(() => readDrill(search.get(openName)), [search]);
  const asOf = search.get(asOfName);
  const go = useCallback(
    (next: readonly Choice[], drill: Drill | null, day: string | null = asOf) => {
      const parameters = new URLSearchParams();
      if (day) parameters.set(asOfName, day);
      for (const choice of next) parameters.append(filterName, writeChoice(choice));
      if (drill) {
        const { widget, row, measure = "", by, names } = drill;
        const way = by.length > 0 ? [by, names] : [];
        parameters.set(openName, writeJson([widget, row, measure, ...way]));
      }
      setSearch(parameters, { preventScrollReset: true });
    },
    [setSearch, asOf],
  );
  return {
    choices,
    opened: asOf === null ? opened : null,
    asOf,
    lookAt: (day) => go(choices, null, day),
    choose: (filter, choice) => {
      const rest = choices.filter((one) => !isOf(filter)(one));
      go(choice ? [...rest, choice] : rest, null);
    },
    open: (drill) => go(choices, drill),
    close: () => go(choices, null),
    clear: () => go([], null),
  };
}
