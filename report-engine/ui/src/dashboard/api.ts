import {
  type Json,
  type Page,
  type ProblemEntry,
  type RecordJson,
  request,
} from "@dougong/kit/api";
import type { Answer, AnswerRow, Slots } from "@dougong/kit/charts";

export interface QueryMeasure {
  key?: string;
  aggregate?: string;
  expression?: string;
  filter?: string;
  derive?: string;
  of?: string;
  calculate?: string;
  target?: Json;
  from?: { entity: string };
}

export interface Step {
  field: string;
  label: string;
}

export interface Widget {
  widget: number;
  report: string;
  label: string;
  description?: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Place on phones; absent where it follows the grid. */
  phone?: number;
  /** A click on a group lets the whole dashboard show that group only. */
  click?: "filter";
  query: { entity: string; measures: QueryMeasure[] };
  /** Fields into which its groups can be opened. */
  drill: Step[];
  chart: { type: string; slots: Slots };
}

export interface SharedFilter {
  entity: string;
  field: string;
}

export interface DashboardName {
  key: string;
  label: string;
  /** Made by the reader for themselves. */
  own?: boolean;
}

export interface Dashboard extends DashboardName {
  widgets: Widget[];
  filters: SharedFilter[];
}

/** What somebody chose in a shared filter, as the server reads it. */
export interface Choice extends SharedFilter {
  values?: (string | number | boolean | null)[] | undefined;
  from?: string | number | undefined;
  to?: string | number | undefined;
  /** Place of the widget of which a group was clicked; it goes on showing all of them. */
  source?: number;
}

export interface WidgetAnswer {
  widget: number;
  applied?: string[];
  answer?: Answer;
  errors?: ProblemEntry[];
}

const of = (key: string, part = "") => `/api/dashboards/${encodeURIComponent(key)}${part}`;

/** The dashboards that the reader may open. */
export const fetchDashboards = async (): Promise<DashboardName[]> =>
  (await request<{ items: DashboardName[] }>("/api/dashboards")).items;

export const fetchDashboard = (key: string): Promise<Dashboard> => request(of(key));

export const fetchAnswers = (
  key: string,
  filters: readonly Choice[],
  asOf: string | null,
  signal: AbortSignal,
): Promise<{ items: WidgetAnswer[] }> =>
  request(of(key, "/answers"), {
    method: "POST",
    body: { filters, ...(asOf === null ? {} : { asOf }) },
    signal,
  });

export interface Drill {
  widget: number;
  row: AnswerRow;
  measure?: string | undefined;
  /** Fields into which the group was opened. */
  by: string[];
  /** What the values of these fields are called. */
  names: string[];
}

/** The group by a further field. */
export function splitGroup(
  key: string,
  { widget, row, by }: Drill,
  field: string,
  filters: readonly Choice[],
  signal: AbortSignal,
): Promise<Answer> {
  const body = { widget, row, by: [...by, field], filters };
  return request(of(key, "/split"), { method: "POST", body, signal });
}

export function drillRecords(
  key: string,
  { widget, row, measure, by }: Drill,
  filters: readonly Choice[],
  list: { fields: string[]; limit: number; after?: string | undefined; count?: boolean },
): Promise<Page<RecordJson>> {
  const body = { widget, row, by, filters, ...list, ...(measure ? { measure } : {}) };
  return request(of(key, "/drill"), { method: "POST", body });
}

const cellOf = ({ widget, row, measure, by }: Drill, filters: readonly Choice[]) => ({
  widget,
  row,
  by,
  filters,
  ...(measure ? { measure } : {}),
});

/** The records behind a cell as a condition. */
export const cellRule = (
  key: string,
  drill: Drill,
  filters: readonly Choice[],
): Promise<{ entity: string; rule: string }> =>
  request(of(key, "/rule"), { method: "POST", body: cellOf(drill, filters) });

/** A cell of a dashboard under its filters. */
export interface NamedCell {
  dashboard: string;
  drill: Drill;
  choices: readonly Choice[];
  /** What its records are, in words. */
  name: string;
}

/** What could be started for the records behind a cell. */
export interface StartPreview {
  workflows: { key: string; label: string }[];
  records: number;
  most: number;
}

/** A workflow that was started for many records. */
export interface BulkStart {
  id: string;
  workflow: string;
  total: number;
  started: number;
  refused: number;
  endedAt: string | null;
}

export interface StartItem {
  record: string;
  label: string | null;
  state: "waiting" | "started" | "recordRefused" | "workflowRefused";
}

export const previewStarts = (
  key: string,
  drill: Drill,
  filters: readonly Choice[],
): Promise<StartPreview> =>
  request(of(key, "/starts/preview"), { method: "POST", body: cellOf(drill, filters) });

export const startForCell = (
  key: string,
  drill: Drill,
  filters: readonly Choice[],
  order: { id: string; workflow: string },
): Promise<BulkStart> =>
  request(of(key, "/starts"), { method: "POST", body: { ...cellOf(drill, filters), ...order } });

export const fetchBulkStart = (id: string): Promise<BulkStart> =>
  request(`/api/bulk-starts/${encodeURIComponent(id)}`);

export const fetchStartItems = (
  id: string,
  after: number,
): Promise<{ items: StartItem[]; next: number | null }> =>
  request(`/api/bulk-starts/${encodeURIComponent(id)}/items?after=${after}`);
