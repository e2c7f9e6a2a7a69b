import { type Page, request } from "@dougong/kit/api";
import type { PersonLink } from "../api.ts";

/** Whoever may leave. */
export interface Leaver {
  id: string;
  name: string;
  active: boolean;
}

export interface Deputy {
  deputy: PersonLink | null;
  from: string | null;
  until: string | null;
}

export interface Preview {
  records: { entity: string; count: number }[];
  tasks: number;
  approvals: number;
  /** What they made for themselves, as the reader calls it. */
  items: { kind: string; label: string; count: number }[];
}

export interface HandOver {
  id: string;
  from: PersonLink;
  to: PersonLink;
  by: PersonLink;
  reason: string;
  block: boolean;
  state: "running" | "done" | "undoing" | "undone";
  records: number;
  tasks: number;
  at: string;
  endedAt: string | null;
}

export const peopleKeys = {
  all: ["people"] as const,
  deputy: (id: string) => ["people", "deputy", id] as const,
  preview: (id: string) => ["people", "preview", id] as const,
  handOvers: ["people", "handOvers"] as const,
};

const of = (id: string, what: string) => `/api/people/${encodeURIComponent(id)}/${what}`;

export const readDeputy = (id: string): Promise<Deputy> => request(of(id, "deputy"));

export const setDeputy = (
  id: string,
  wish: { deputy: string; from: string; until: string },
): Promise<Deputy> => request(of(id, "deputy"), { method: "PUT", body: wish });

export const clearDeputy = (id: string): Promise<unknown> =>
  request(of(id, "deputy"), { method: "DELETE" });

export const previewHandOver = (id: string): Promise<Preview> => request(of(id, "hand-over"));

export const handOver = (
  id: string,
  wish: {
    to: string;
    reason: string;
    block: boolean;
    entities?: string[];
    tasks: boolean;
    items?: string[];
  },
): Promise<{ id: string }> => request(of(id, "hand-over"), { method: "POST", body: wish });

export const listHandOvers = async (): Promise<HandOver[]> =>
  (await request<Page<HandOver>>("/api/hand-overs")).items;

export const undoHandOver = (id: string): Promise<unknown> =>
  request(`/api/hand-overs/${encodeURIComponent(id)}/undo`, { method: "POST" });
