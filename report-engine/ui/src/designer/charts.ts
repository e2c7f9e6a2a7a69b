import { request } from "@dougong/kit/api";
import type { Slots } from "@dougong/kit/charts";
import { columnKey, columnsOf, dimensionsOf, type ReportDocument, type Shelf } from "./model.ts";

/** What a type of chart shows; the server says it. */
export interface ChartTypeShape {
  id: string;
  /** Shows any report as it is. */
  plain: boolean;
  /** The questions whose usual picture it is. */
  purposes: string[];
  /** The groupings that it is made for. */
  groupings: string[];
  slots: SlotShape[];
}

export interface SlotShape {
  name: string;
  holds: Shelf;
  least: number;
  most: number;
  /** Filled only by reports that name it. */
  byName: boolean;
  /** Its dimensions stand across, with subtotals of what stands down and of what stands across. */
  across: boolean;
}

export const fetchChartTypes = async (): Promise<ChartTypeShape[]> =>
  (await request<{ items: ChartTypeShape[] }>("/api/chart-types")).items;

/** Why a type cannot show a report: it lacks something, or would leave something out. */
export interface Misfit {
  shelf: Shelf;
  reason: "tooFew" | "tooMany";
  /** How many columns of this shelf the type takes. */
  limit: number;
}

/** The columns that stand in the slots of a type, as the server fills what a report does not name. */
export function slotsOf(report: ReportDocument, type: ChartTypeShape, isNamed = true): Slots {
  const named = isNamed && report.chart?.type === type.id ? report.chart : {};
  const given = new Map(
    type.slots.flatMap(({ name }) => {
      const value = (named as Record<string, unknown>)[name];
      if (value === undefined) return [];
      return [[name, Array.isArray(value) ? value.map(String) : [String(value)]] as const];
    }),
  );
  const used = new Set([...given.values()].flat());
  const free = (shelf: Shelf) =>
    columnsOf(report, shelf)
      .map(columnKey)
      .filter((key) => !used.has(key));
  const left = { dimensions: free("dimensions"), measures: free("measures") };
  const slots: Record<string, readonly string[]> = {};
  for (const [at, slot] of type.slots.entries()) {
    const rest = left[slot.holds];
    const later = type.slots
      .slice(at + 1)
      .filter(({ name, holds }) => holds === slot.holds && !given.has(name));
    const needed = later.reduce((sum, { least }) => sum + least, 0);
    const most = slot.byName ? 0 : Math.min(slot.most, Math.max(slot.least, rest.length - needed));
    const keys = given.get(slot.name) ?? rest.splice(0, most);
    if (keys.length > 0) slots[slot.name] = keys;
  }
  return slots;
}

/** What a report asks when this type shows it: with subtotals where its dimensions stand across. */
export function askedBy(report: ReportDocument, type: ChartTypeShape | undefined): ReportDocument {
  const slots = type ? slotsOf(report, type) : {};
  const across = type?.slots.filter((slot) => slot.across).flatMap(({ name }) => slots[name] ?? []);
  return across && across.length > 0
    ? { ...report, pivot: { columns: [...across] }, subtotals: true }
    : report;
}

/** Why a type cannot show all of a report; null when it can. */
export function misfitOf(
  report: ReportDocument,
  type: ChartTypeShape,
  isNamed = true,
): Misfit | null {
  const slots = slotsOf(report, type, isNamed);
  for (const shelf of ["dimensions", "measures"] as const) {
    const of = type.slots.filter((slot) => slot.holds === shelf);
    const shown = new Set(of.flatMap((slot) => slots[slot.name] ?? []));
    const least = of.reduce((sum, slot) => sum + slot.least, 0);
    const most = of.reduce((sum, slot) => sum + (slot.byName ? 0 : slot.most), 0);
    if (of.some((slot) => (slots[slot.name]?.length ?? 0) < slot.least))
      return { shelf, reason: "tooFew", limit: least };
    if (columnsOf(report, shelf).some((column) => !shown.has(columnKey(column))))
      return { shelf, reason: "tooMany", limit: most };
  }
  return null;
}

const mostBesideEachOther = 2;
const calendarParts = new Set(["year", "quarter", "month", "week", "day", "hour"]);

/** What a report asks, as far as one picture answers it; null for what only a table tells. */
export function purposeOf(report: ReportDocument): string | null {
  const dimensions = dimensionsOf(report);
  const [first] = dimensions;
  if (!first) return report.measures.length === 1 ? "value" : null;
  if (dimensions.length > mostBesideEachOther) return null;
  if (first.bucket === "furthest") return dimensions.length === 1 ? "stages" : "comparison";
  return first.bucket && calendarParts.has(first.bucket) ? "course" : "comparison";
}

export interface Suggestion {
  type: string;
  purpose: string | null;
}

/** The usual picture for what a report asks, or the table when it cannot show everything. */
export function suggest(report: ReportDocument, types: readonly ChartTypeShape[]): Suggestion {
  const [first] = dimensionsOf(report);
  const made = types.find(({ groupings }) => first?.bucket && groupings.includes(first.bucket));
  if (made && !misfitOf(report, made, false)) return { type: made.id, purpose: "grouping" };
  const purpose = purposeOf(report);
  const usual = types.find((type) => purpose !== null && type.purposes.includes(purpose));
  if (usual && !misfitOf(report, usual, false)) return { type: usual.id, purpose };
  return { type: types.find((type) => type.plain)?.id ?? "", purpose: null };
}

/**
 * The report after a change, with a chart that shows it: a type that was only proposed follows the
 * proposal, one that somebody picked stays as long as it can show the report.
 */
export function settled(
  before: ReportDocument,
  after: ReportDocument,
  types: readonly ChartTypeShape[],
): ReportDocument {
  if (types.length === 0) return after;
  const picked = after.chart?.type;
  const type = types.find((one) => one.id === picked);
  const wasProposed = picked === undefined || picked === suggest(before, types).type;
  if (type && !wasProposed && !misfitOf(after, type)) return after;
  const proposed = suggest(after, types).type;
  if (picked === proposed && type && !misfitOf(after, type)) return after;
  return proposed === "" ? after : { ...after, chart: { type: proposed } };
}
