import type {
  EntityMetadata,
  FieldMetadata,
  ListQuery,
  RecordJson,
  ViewMetadata,
} from "@dougong/kit/api";
import { type FieldTypes, quote } from "@dougong/kit/fields";
import { type Tone, toneOf } from "@dougong/kit/ui";
import { type Day, daysBetween, type Period, plusDays, plusMonths } from "@dougong/kit/views";

export interface GanttPlan {
  start: FieldMetadata;
  end: FieldMetadata;
  group: FieldMetadata | undefined;
  color: FieldMetadata | undefined;
  facts: FieldMetadata[];
  isMovable: boolean;
}

/** From a day to a day, both included. */
export interface Span {
  start: Day;
  end: Day;
}

export type Mode = "month" | "quarter";

/** The chart that a view describes, for this reader; null where its dates are not there any more. */
export function planOf(
  entity: EntityMetadata,
  view: ViewMetadata,
  types: FieldTypes,
): GanttPlan | null {
  const options = (view.options ?? {}) as Record<string, string | undefined>;
  const find = (key: string | undefined) => entity.fields.find((field) => field.key === key);
  const start = find(options["start"]);
  const end = find(options["end"]);
  if (!start || !end) return null;
  const isOpen = (field: FieldMetadata) =>
    field.right !== "read" && !field.readOnly && !types.isComputed(field);
  const group = find(options["group"]);
  return {
    start,
    end,
    group,
    color: find(options["color"]),
    facts: (view.columns ?? [])
      .map((column) => (typeof column === "string" ? column : column.field))
      .filter((key) => ![entity.title, start.key, end.key, group?.key].includes(key))
      .flatMap((key) => find(key) ?? []),
    isMovable: entity.rights?.update !== false && isOpen(start) && isOpen(end),
  };
}

/** The whole month around a day, or that month and the two after it. */
export function periodOf(mode: Mode, day: Day): Period {
  const first = plusMonths(day, 0);
  return { first, last: plusDays(plusMonths(first, mode === "month" ? 1 : 3), -1) };
}

const pageSize = 200;

/** The records that run on some day of a period; those without an end are one day long. */
export function periodQuery(query: ListQuery, plan: GanttPlan, period: Period): ListQuery {
  const [start, end] = [plan.start.key, plan.end.key];
  const first = quote(period.first);
  const own =
    `${start} <= ${quote(period.last)} && ` +
    `(${end} >= ${first} || (${end} == null && ${start} >= ${first}))`;
  const keys = [start, end, plan.group?.key, plan.color?.key].filter((key) => key !== undefined);
  const fields = new Set([...(query.fields ?? "").split(",").filter(Boolean), ...keys]);
  const order = [plan.group?.key, start].filter((key) => key !== undefined);
  const others = (query.sort ?? "")
    .split(",")
    .filter((one) => one && !order.includes(one.replace("-", "")));
  return {
    ...query,
    filter: query.filter ? `(${query.filter}) && ${own}` : own,
    sort: [...order, ...others].join(","),
    fields: [...fields].join(","),
    limit: pageSize,
  };
}

/** When a record runs; an end before its start, or none, is the start. */
export function spanOf(record: RecordJson, plan: GanttPlan): Span {
  const start = String(record[plan.start.key] ?? "");
  const end = String(record[plan.end.key] ?? "");
  return { start, end: end < start ? start : end };
}

/** Where a bar stands, as parts of the width of its period. */
export function placeOf(span: Span, { first, last }: Period) {
  const count = daysBetween(first, last) + 1;
  const from = span.start < first ? first : span.start;
  const to = span.end > last ? last : span.end;
  return {
    left: daysBetween(first, from) / count,
    width: Math.max(0, daysBetween(from, to) + 1) / count,
    isOpenLeft: span.start < first,
    isOpenRight: span.end > last,
  };
}

export const shifted = (span: Span, days: number): Span => ({
  start: plusDays(span.start, days),
  end: plusDays(span.end, days),
});

/** With another end, never before the start. */
export function lengthened(span: Span, days: number): Span {
  const end = plusDays(span.end, days);
  return { start: span.start, end: end < span.start ? span.start : end };
}

/** The span of a bar whose left edge was let go at a part of the width of the period. */
export function droppedAt(span: Span, { first, last }: Period, across: number): Span {
  const count = daysBetween(first, last) + 1;
  const seen = span.start < first ? first : span.start;
  return shifted(span, Math.round(across * count) - daysBetween(first, seen));
}

/** The span of a bar whose right edge was let go at a part of the width of the period. */
export function endedAt(span: Span, { first, last }: Period, across: number): Span {
  const count = daysBetween(first, last) + 1;
  const end = plusDays(first, Math.round(across * count) - 1);
  return { start: span.start, end: end < span.start ? span.start : end };
}

/** The look of a bar: that of the record's option, with an edge that is strong enough to be seen. */
export function toneOfBar(record: RecordJson, plan: GanttPlan): Tone | undefined {
  const value = plan.color && record[plan.color.key];
  const options = plan.color?.options ?? plan.color?.stages ?? [];
  const color = options.find((option) => option.value === value)?.color;
  return plan.color ? toneOf(color) : undefined;
}
