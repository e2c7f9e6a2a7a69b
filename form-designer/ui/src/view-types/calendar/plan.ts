import type {
  EntityMetadata,
  FieldMetadata,
  ListQuery,
  RecordJson,
  ViewMetadata,
} from "@dougong/kit/api";
import { type FieldTypes, quote } from "@dougong/kit/fields";
import type { Day, Period } from "@dougong/kit/views";

export interface CalendarPlan {
  field: FieldMetadata;
  cards: FieldMetadata[];
  isMovable: boolean;
}

/** The calendar that a view describes, for this reader; null where its date is not there any more. */
export function planOf(
  entity: EntityMetadata,
  view: ViewMetadata,
  types: FieldTypes,
): CalendarPlan | null {
  const find = (key: unknown) => entity.fields.find((field) => field.key === key);
  const field = find((view.options as { by?: string } | undefined)?.by);
  if (!field) return null;
  return {
    field,
    cards: (view.columns ?? [])
      .map((column) => (typeof column === "string" ? column : column.field))
      .filter((key) => key !== entity.title && key !== field.key)
      .flatMap((key) => find(key) ?? []),
    isMovable:
      entity.rights?.update !== false &&
      field.right !== "read" &&
      !field.readOnly &&
      !types.isComputed(field),
  };
}

const pageSize = 200;

/** The records of a period, by day. */
export function periodQuery(query: ListQuery, plan: CalendarPlan, period: Period): ListQuery {
  const { key } = plan.field;
  const own = `${key} >= ${quote(period.first)} && ${key} <= ${quote(period.last)}`;
  const fields = new Set([...(query.fields ?? "").split(",").filter(Boolean), key]);
  const sort = (query.sort ?? "").split(",").filter((one) => one && one.replace("-", "") !== key);
  return {
    ...query,
    filter: query.filter ? `(${query.filter}) && ${own}` : own,
    sort: [key, ...sort].join(","),
    fields: [...fields].join(","),
    limit: pageSize,
  };
}

export const dayOfRecord = (record: RecordJson, plan: CalendarPlan): Day =>
  String(record[plan.field.key] ?? "");

export function byDay(records: readonly RecordJson[], plan: CalendarPlan): Map<Day, RecordJson[]> {
  const days = new Map<Day, RecordJson[]>();
  for (const record of records) {
    const day = dayOfRecord(record, plan);
    days.set(day, [...(days.get(day) ?? []), record]);
  }
  return days;
}
