import { type ProblemEntry, request } from "@dougong/kit/api";
import type { Choice } from "../dashboard/api.ts";
import { subscriptionKeys } from "./api.ts";

export interface Condition {
  subject: "value" | "change";
  side: "above" | "below";
  /** Changes and percentages are parts of 1. */
  line: number;
}

export interface Alert extends Condition {
  id: string;
  version: number;
  dashboard: { key: string; label: string; isOpen: boolean };
  report: string;
  measure: string;
  filters: Choice[];
  minutes: number;
  ways: string[];
  /** Key of a workflow that is started, too. */
  workflow: string | null;
  isPaused: boolean;
  /** Whether the line was crossed at the last look. */
  isOver: boolean;
  /** What was found, as people read it. */
  words: { label: string; measure: string; value: string; line: string };
  checkedAt: string | null;
  firedAt: string | null;
  problem: ProblemEntry | null;
}

export interface AlertWish extends Condition {
  dashboard: string;
  report: string;
  measure: string;
  filters: readonly Choice[];
  minutes: number;
  ways: readonly string[];
  workflow?: string;
}

export const alertKey = [...subscriptionKeys.all, "alerts"] as const;

export const startableKey = [...subscriptionKeys.all, "startable"] as const;

/** Minutes between two looks. */
export const paces = [1, 5, 15, 60, 1440] as const;

const of = (id: string, part = "") => `/api/alerts/${encodeURIComponent(id)}${part}`;

export const listAlerts = async (): Promise<Alert[]> =>
  (await request<{ items: Alert[] }>("/api/alerts")).items;

/** Workflows that an alert may start. */
export const listStartable = async (): Promise<{ key: string; label: string }[]> =>
  (await request<{ items: { key: string; label: string }[] }>("/api/alerts/workflows")).items;

export const makeAlert = (wish: AlertWish): Promise<Alert> =>
  request("/api/alerts", { method: "POST", body: wish });

export const changeAlert = (
  { id, version }: Alert,
  change: Partial<Condition> & {
    minutes?: number;
    ways?: readonly string[];
    /** Empty for none. */
    workflow?: string;
    isPaused?: boolean;
  },
): Promise<Alert> => request(of(id), { method: "PATCH", body: { version, ...change } });

export const deleteAlert = (id: string): Promise<void> => request(of(id), { method: "DELETE" });

export const restoreAlert = (id: string): Promise<Alert> =>
  request(of(id, "/restore"), { method: "POST" });
