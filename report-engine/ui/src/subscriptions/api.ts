import { type ProblemEntry, request } from "@dougong/kit/api";
import type { Choice, Dashboard, WidgetAnswer } from "../dashboard/api.ts";

export const units = ["day", "week", "month"] as const;

export interface Rhythm {
  every: (typeof units)[number];
  /** Of the week from Monday, or of the month. */
  day: number;
  /** `08:30`, in the zone of the application. */
  time: string;
}

export interface Subscription {
  id: string;
  version: number;
  label: string;
  /** Key of the document of a role that it comes from; null where the person ordered it. */
  document: string | null;
  dashboard: { key: string; label: string; isOpen: boolean };
  filters: Choice[];
  rhythm: Rhythm;
  ways: string[];
  isPaused: boolean;
  nextAt: string | null;
  sentAt: string | null;
  problem: ProblemEntry | null;
}

/** By what packs and alerts go besides the notice. */
export interface Way {
  key: string;
  label: string;
  isGroup: boolean;
  isReachable: boolean;
}

export interface PackHead {
  id: string;
  title: string;
  subscription: string | null;
  at: string;
}

export interface Pack {
  title: string;
  dashboard: Dashboard;
  choices: Choice[];
  at: string;
  items: WidgetAnswer[];
}

interface Items<T> {
  items: T[];
}

const of = (id: string, part = "") => `/api/subscriptions/${encodeURIComponent(id)}${part}`;

export const subscriptionKeys = {
  all: ["subscriptions"] as const,
  list: ["subscriptions", "list"] as const,
  ways: ["subscriptions", "ways"] as const,
  packs: ["subscriptions", "packs"] as const,
  pack: (id: string) => ["subscriptions", "pack", id] as const,
};

export const listSubscriptions = async (): Promise<Subscription[]> =>
  (await request<Items<Subscription>>("/api/subscriptions")).items;

export const listWays = async (): Promise<Way[]> =>
  (await request<Items<Way>>("/api/subscriptions/ways")).items;

export const subscribe = (wish: {
  dashboard: string;
  filters: readonly Choice[];
  rhythm: Rhythm;
  ways: readonly string[];
}): Promise<Subscription> => request("/api/subscriptions", { method: "POST", body: wish });

export const changeSubscription = (
  { id, version }: Subscription,
  change: { rhythm?: Rhythm; ways?: readonly string[]; isPaused?: boolean },
): Promise<Subscription> => request(of(id), { method: "PATCH", body: { version, ...change } });

export const deleteSubscription = (id: string): Promise<void> =>
  request(of(id), { method: "DELETE" });

export const restoreSubscription = (id: string): Promise<Subscription> =>
  request(of(id, "/restore"), { method: "POST" });

export const sendNow = (id: string): Promise<Subscription> =>
  request(of(id, "/send"), { method: "POST" });

export const listPacks = async (): Promise<PackHead[]> =>
  (await request<Items<PackHead>>("/api/packs")).items;

export const fetchPack = (id: string): Promise<Pack> =>
  request(`/api/packs/${encodeURIComponent(id)}`);
