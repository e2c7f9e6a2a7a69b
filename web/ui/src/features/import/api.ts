import { type ProblemEntry, queryText, request } from "@dougong/kit/api";

export const outcomes = [
  "created",
  "updated",
  "unchanged",
  "skipped",
  "failed",
  "undone",
  "kept",
] as const;
export type Outcome = (typeof outcomes)[number];

export const modes = ["upsert", "merge", "skip", "create", "update"] as const;
export type Mode = (typeof modes)[number];

export const dayOrders = ["unknown", "monthFirst", "dayFirst"] as const;
export type DayOrder = (typeof dayOrders)[number];

export interface ImportPlan {
  /** Field key by the name of the column. */
  mapping: Record<string, string>;
  mode: Mode;
  key: string[];
  days: DayOrder;
}

export type Counts = Partial<Record<Outcome, number>>;

export interface ImportedRow {
  row: number;
  cells: string[];
  /** What the cells are read as, by field key. */
  values: Record<string, string>;
  outcome: Outcome | null;
  record: string | null;
  problems: ProblemEntry[];
}

export interface RowPage {
  items: ImportedRow[];
  next: number | null;
}

export type ImportStatus =
  | "ready"
  | "checking"
  | "checked"
  | "running"
  | "done"
  | "undoing"
  | "undone"
  | "failed";

export interface ImportState {
  id: string;
  entity: string;
  at: string;
  fileName: string;
  encoding: string | null;
  sheet: string | null;
  status: ImportStatus;
  isWorking: boolean;
  isRemembered: boolean;
  rows: number;
  done: number;
  columns: { name: string; samples: string[] }[];
  plan: ImportPlan;
  foreseen: Counts;
  counts: Counts;
  problems: ProblemEntry[];
}

const address = (id: string) => `/api/imports/${encodeURIComponent(id)}`;

export function bringFile(entity: string, file: File): Promise<ImportState> {
  const form = new FormData();
  form.append("entity", entity);
  form.append("file", file, file.name);
  return request("/api/imports", { method: "POST", form });
}

export const fetchImport = (id: string): Promise<ImportState> => request(address(id));

export async function recentImports(entity: string): Promise<ImportState[]> {
  const page = await request<{ items: ImportState[] }>(`/api/imports${queryText({ entity })}`);
  return page.items;
}

export const checkImport = (id: string, plan: ImportPlan): Promise<ImportState> =>
  request(`${address(id)}/check`, { method: "POST", body: plan });

export const runImport = (id: string, plan: ImportPlan): Promise<ImportState> =>
  request(`${address(id)}/run`, { method: "POST", body: plan });

export const undoImport = (id: string): Promise<ImportState> =>
  request(`${address(id)}/undo`, { method: "POST" });

export const fetchRows = (id: string, problems: boolean, after: number): Promise<RowPage> =>
  request(`${address(id)}/rows${queryText({ problems, after, limit: problems ? 50 : 10 })}`);

export const errorsAddress = (id: string): string => `${address(id)}/errors`;
