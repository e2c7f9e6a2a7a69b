import { type Label, recordKeys, request } from "@dougong/kit/api";

export interface Start {
  workflow: string;
  label: Label | null;
  description: Label | null;
  isButton: boolean;
}

export interface Stop {
  node: string;
  label: Label | null;
  state: "ready" | "waiting" | "done" | "failed" | "cancelled";
  dueAt: string | null;
  endedAt: string | null;
}

export interface Journey {
  id: string;
  workflow: string;
  label: Label | null;
  status: "running" | "failed" | "done" | "cancelled" | "stopped";
  startedAt: string;
  endedAt: string | null;
  stops: Stop[];
}

export interface Found {
  starts: Start[];
  journeys: Journey[];
}

/** Below the keys of the record: what changes it renews them. */
export const journeyKeys = {
  of: (entity: string, id: string) => [...recordKeys.entity(entity), "journeys", id] as const,
};

export const listJourneys = (entity: string, id: string): Promise<Found> =>
  request(`/api/journeys/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`);

export const startWorkflow = (workflow: string, record: string, key: string): Promise<unknown> =>
  request(`/api/workflows/${encodeURIComponent(workflow)}/start`, {
    method: "POST",
    body: { record },
    idempotencyKey: key,
  });
