import {
  type Json,
  type JsonObject,
  type ProblemEntry,
  queryText,
  request,
} from "@dougong/kit/api";
import { type DesignDocument, publishItems, saveDocuments } from "@dougong/kit/designer";

export const positions = ["off", "on", "paused"] as const;
export type Position = (typeof positions)[number];

export const outcomes = [
  "created",
  "updated",
  "unchanged",
  "failed",
  "conflict",
  "ignored",
  "sent",
] as const;

export interface Sync {
  key: string;
  document: DesignDocument;
  position: Position;
  isRunning: boolean;
  nextAt: string | null;
  begunAt: string | null;
  doneAt: string | null;
  counts: Record<string, number>;
  open: number;
  waiting: number;
  problem: ProblemEntry | null;
}

/** One item that came, or one change that went. */
export interface SyncRow {
  id: string;
  direction: "in" | "out";
  remote: string | null;
  record: string | null;
  at: string;
  outcome: (typeof outcomes)[number];
  isOpen: boolean;
  attempt: number;
  payload: Json;
  problems: ProblemEntry[];
}

export type Decision = "again" | "theirs" | "ours";

interface Page<T> {
  items: T[];
  next: string | null;
}

export const syncKeys = {
  all: ["syncs"] as const,
  list: ["syncs", "list"] as const,
  one: (key: string) => ["syncs", "one", key] as const,
  rowsOf: (key: string) => ["syncs", "rows", key] as const,
  rows: (key: string, shown: string) => ["syncs", "rows", key, shown] as const,
};

const address = (key: string) => `/api/syncs/${encodeURIComponent(key)}`;

export const listSyncs = async (): Promise<Sync[]> =>
  (await request<Page<Sync>>("/api/syncs")).items;

export const readSync = (key: string): Promise<Sync> => request(address(key));

/** Rows of the log; {@code shown} is an outcome, {@code open}, or empty for all. */
export const listRows = (key: string, shown: string, after: string): Promise<Page<SyncRow>> =>
  request(
    `${address(key)}/rows${queryText({
      open: shown === "open" ? "true" : "",
      outcome: shown === "open" ? "" : shown,
      after,
      limit: 50,
    })}`,
  );

export const turn = (key: string, position: Position): Promise<unknown> =>
  request(`${address(key)}/position`, { method: "PUT", body: { position } });

export const runNow = (key: string, whole: boolean): Promise<unknown> =>
  request(`${address(key)}/run`, { method: "POST", body: { whole } });

export const decide = (key: string, row: string, decision: Decision): Promise<SyncRow> =>
  request(`${address(key)}/rows/${encodeURIComponent(row)}/decide`, {
    method: "POST",
    body: { decision },
  });

/** The first items that the other system gives; nothing is kept. */
export const readSample = async (document: DesignDocument): Promise<Json[]> =>
  (await request<Page<Json>>("/api/syncs/sample", { method: "POST", body: document })).items;

/** Saves a sync and takes it into use. */
export async function saveSync(document: DesignDocument, isNew: boolean): Promise<void> {
  await saveDocuments({ sync: document }, null, isNew ? { sync: 0 } : {});
  await publishItems([{ kind: "sync", key: document.key }]);
}

export interface Service {
  key: string;
  label: JsonObject | null;
}

interface ServiceList extends Page<Service & { channel: string | null }> {
  channels: { id: string; isCallable: boolean }[];
}

/** The connectors that syncs can use. */
export const listServices = async (): Promise<Service[]> => {
  const all = await request<ServiceList>("/api/connectors");
  const callable = new Set(all.channels.filter((one) => one.isCallable).map(({ id }) => id));
  return all.items.filter(({ channel }) => channel !== null && callable.has(channel));
};
