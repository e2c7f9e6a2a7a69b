import type { DesignDocument } from "@dougong/kit/designer";
import type { Json, JsonObject } from "@dougong/kit/api";

export type Labels = { zh?: string; en?: string };

/** What the records of another entity come to. */
export interface StandingDocument extends JsonObject {
  entity: string;
  reference: string;
  of: string;
  parts?: number;
}

/** What groups are made by, as the document says it; what the designer does not know stays. */
export interface DimensionDocument extends JsonObject {
  key?: string;
  label?: Labels;
  field?: string;
  bucket?: string;
  ranges?: Json[];
  width?: Json;
  top?: { count: number; by?: string };
  /** By the place of a record among those that have the field in common. */
  sequence?: { date: string; of: string };
  /** By what the records of another entity come to. */
  standing?: StandingDocument;
}

/** What is computed for each group. */
export interface MeasureDocument extends JsonObject {
  key?: string;
  label?: Labels;
  aggregate?: string;
  expression?: string;
  derive?: string;
  of?: string;
}

export interface PeriodDocument extends JsonObject {
  field: string;
  name?: string;
}

export interface ChartDocument extends JsonObject {
  type: string;
}

export interface ReportDocument extends DesignDocument {
  entity: string;
  label?: Labels;
  dimensions?: DimensionDocument[];
  measures: MeasureDocument[];
  filter?: string;
  period?: PeriodDocument;
  sort?: string[];
  subtotals?: boolean;
  pivot?: { columns: string[] };
  chart?: ChartDocument;
}

export interface Draft {
  report: ReportDocument;
}

/** The two rows of columns of a report. */
export type Shelf = "dimensions" | "measures";

/** A column of a report by its place. */
export interface Place {
  shelf: Shelf;
  index: number;
}

export type ColumnDocument = DimensionDocument | MeasureDocument;

export const dimensionsOf = (report: ReportDocument): readonly DimensionDocument[] =>
  report.dimensions ?? [];

export const columnsOf = (report: ReportDocument, shelf: Shelf): readonly ColumnDocument[] =>
  shelf === "dimensions" ? dimensionsOf(report) : report.measures;

/** The name of a column: its own, or what it is made of. */
export const columnKey = (column: ColumnDocument): string =>
  column.key ?? ("field" in column ? String(column["field"]) : String(column["aggregate"] ?? ""));

export const columnKeys = (report: ReportDocument): string[] =>
  [...dimensionsOf(report), ...report.measures].map(columnKey);

/** How many there are: every report says at least this. */
const plainCount: MeasureDocument = { key: "count", aggregate: "count" };

export function newReport(key: string, entity: string, label: Labels): ReportDocument {
  return { key, label, entity, measures: [plainCount] };
}

/** A name that no column has, from the last parts of a path: `customer.city` gives `customerCity`. */
export function freeKey(report: ReportDocument, path: string): string {
  const [first = "column", ...rest] = path.split(".");
  const name = (
    first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("")
  ).slice(0, 58);
  const taken = new Set(columnKeys(report));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

const within = (index: number, length: number) => Math.max(0, Math.min(index, length));

function withColumns(
  report: ReportDocument,
  shelf: Shelf,
  columns: readonly ColumnDocument[],
): ReportDocument {
  if (shelf === "measures") return { ...report, measures: columns as MeasureDocument[] };
  const { dimensions: _before, ...rest } = report;
  return columns.length === 0
    ? (rest as ReportDocument)
    : { ...report, dimensions: columns as DimensionDocument[] };
}

export function addDimension(
  report: ReportDocument,
  dimension: DimensionDocument & { field: string },
  index = dimensionsOf(report).length,
): ReportDocument {
  const columns = dimensionsOf(report);
  const made = { key: freeKey(report, dimension.field), ...dimension };
  return withColumns(
    report,
    "dimensions",
    columns.toSpliced(within(index, columns.length), 0, made),
  );
}

/** Adds a measure; the count that a new report begins with makes room for the first one. */
export function addMeasure(
  report: ReportDocument,
  measure: MeasureDocument,
  index = report.measures.length,
): ReportDocument {
  const isFresh =
    JSON.stringify(report.measures) === JSON.stringify([plainCount]) &&
    measure.derive === undefined &&
    measure.aggregate !== plainCount.aggregate;
  const columns = isFresh ? [] : report.measures;
  const base = withColumns(report, "measures", columns);
  const parts = [measure.expression ?? measure.of, measure.aggregate ?? measure.derive];
  const key = freeKey(base, parts.filter((part) => part !== undefined).join("."));
  const made = { key, ...measure };
  const at = measure.derive === undefined ? within(index, columns.length) : columns.length;
  const after = withColumns(base, "measures", columns.toSpliced(at, 0, made));
  return isFresh ? withoutName(after, columnKey(plainCount)) : after;
}

/** Moves a column within its shelf; a derived measure stays behind what it is made of. */
export function moveColumn(report: ReportDocument, from: Place, to: number): ReportDocument {
  const columns = columnsOf(report, from.shelf);
  const moved = columns[from.index];
  const index = within(to > from.index ? to - 1 : to, columns.length - 1);
  if (!moved || index === from.index) return report;
  const next = columns.toSpliced(from.index, 1).toSpliced(index, 0, moved);
  return isInOrder(next) ? withColumns(report, from.shelf, next) : report;
}

const isInOrder = (columns: readonly ColumnDocument[]) =>
  columns.every((column, at) => {
    const of = "derive" in column ? column["of"] : undefined;
    return of === undefined || columns.slice(0, at).some((before) => columnKey(before) === of);
  });

/** Takes a column away, and whatever names it: a measure goes with those that are made of it. */
export function removeColumn(report: ReportDocument, place: Place): ReportDocument {
  const columns = columnsOf(report, place.shelf);
  const removed = columns[place.index];
  if (!removed) return report;
  const gone = new Set([columnKey(removed)]);
  const left = columns.toSpliced(place.index, 1).filter((column) => {
    const isGone = place.shelf === "measures" && gone.has(String(column["of"]));
    if (isGone) gone.add(columnKey(column));
    return !isGone;
  });
  const isEmpty = place.shelf === "measures" && left.length === 0;
  const after = withColumns(report, place.shelf, isEmpty ? [plainCount] : left);
  return [...gone].reduce(withoutName, after);
}

/** The report without what sorts by, places or refers to a column that is no more. */
function withoutName(report: ReportDocument, key: string): ReportDocument {
  if (columnKeys(report).includes(key)) return report;
  const { sort, pivot, chart, ...rest } = report;
  const sorted = (sort ?? []).filter((name) => name !== key && name !== `-${key}`);
  const across = ((pivot as JsonObject | undefined)?.["columns"] as string[] | undefined)?.filter(
    (name) => name !== key,
  );
  return {
    ...rest,
    ...(sorted.length > 0 ? { sort: sorted } : {}),
    ...(across && across.length > 0 ? { pivot: { columns: across } } : {}),
    ...(chart ? { chart: chartWithout(chart, key) } : {}),
    ...(rest.dimensions
      ? { dimensions: rest.dimensions.map((one) => (one.top?.by === key ? topByFirst(one) : one)) }
      : {}),
  } as ReportDocument;
}

function topByFirst(dimension: DimensionDocument): DimensionDocument {
  return dimension.top ? { ...dimension, top: { count: dimension.top.count } } : dimension;
}

function chartWithout({ type, ...slots }: ChartDocument, key: string): ChartDocument {
  const left = Object.entries(slots).flatMap(([slot, given]) => {
    const names = (Array.isArray(given) ? given : [given]).filter((name) => name !== key);
    return names.length > 0 ? [[slot, Array.isArray(given) ? names : names[0]]] : [];
  });
  return { type, ...Object.fromEntries(left) };
}

/** Sets what a column says; undefined takes it out. */
export function setColumn(
  report: ReportDocument,
  place: Place,
  changes: Readonly<Record<string, Json | undefined>>,
): ReportDocument {
  const columns = columnsOf(report, place.shelf);
  const before = columns[place.index];
  if (!before) return report;
  return withColumns(report, place.shelf, columns.with(place.index, changed(before, changes)));
}

/** Sets what the report says; undefined takes it out. */
export const setPart = (
  report: ReportDocument,
  part: "label" | "filter" | "period" | "sort" | "chart",
  value: Json | undefined,
): ReportDocument => changed(report, { [part]: value });

function changed<T extends JsonObject>(
  before: T,
  changes: Readonly<Record<string, Json | undefined>>,
): T {
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as T;
}

/** The column that a place in the document is about. */
export function placeAt(pointer: string): Place | undefined {
  const [, shelf, index] = pointer.split("/");
  if ((shelf !== "dimensions" && shelf !== "measures") || index === undefined) return undefined;
  return { shelf, index: Number(index) };
}
