import { type Label, queryText, type RecordJson, request } from "@dougong/kit/api";

export interface Pool {
  key: string;
  label: Label | null;
  entity: string;
  fields: string[] | null;
  filter: string;
  perDay: number | null;
  most: number | null;
  claimedToday: number;
}

export interface PoolEvent {
  deed: "claimed" | "assigned" | "givenBack" | "wentBack";
  at: string;
  user: string | null;
  actor: string | null;
  workflow: Label | null;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

export const poolKeys = {
  all: ["pools"] as const,
  list: ["pools", "list"] as const,
  records: (pool: string) => ["pools", "records", pool] as const,
  events: (id: string) => ["pools", "events", id] as const,
};

export const listPools = async (): Promise<Pool[]> =>
  (await request<Page<Pool>>("/api/pools")).items;

export const listPoolRecords = (
  pool: Pool,
  fields: string,
  after: string,
): Promise<Page<RecordJson>> =>
  request(
    `/api/data/${pool.entity}${queryText({ filter: pool.filter, fields, limit: 30, after })}`,
  );

const address = (pool: string, id: string) =>
  `/api/pools/${encodeURIComponent(pool)}/records/${encodeURIComponent(id)}`;

export const claim = (pool: string, id: string): Promise<unknown> =>
  request(`${address(pool, id)}/claim`, { method: "POST" });

export const giveBack = (pool: string, id: string): Promise<unknown> =>
  request(`${address(pool, id)}/give-back`, { method: "POST" });

export const listEvents = async (entity: string, id: string): Promise<PoolEvent[]> =>
  (await request<Page<PoolEvent>>(`/api/pools/events/${entity}/${encodeURIComponent(id)}`)).items;
