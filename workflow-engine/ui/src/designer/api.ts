import {
  type Json,
  type JsonObject,
  type Label,
  type ProblemEntry,
  queryText,
  request,
} from "@dougong/kit/api";
import type { WorkflowDocument } from "./model.ts";

/** A workflow in the list of all. */
export interface WorkflowItem {
  key: string;
  label?: Label;
  trigger?: JsonObject & { type: string };
  version: number;
  isPublished: boolean;
  hasDraft: boolean;
  isRemoval: boolean;
  pausedAt: string | null;
  running: number;
  failed: number;
}

export interface RoleItem {
  key: string;
  label?: Label;
}

export type RunStatus = "running" | "failed" | "done" | "cancelled" | "stopped";

export interface Run {
  id: string;
  workflow: string;
  status: RunStatus;
  record: { entity: string | null; id: string; label: string | null } | null;
  reason: JsonObject;
  problem: ProblemEntry | null;
  startedAt: string;
  endedAt: string | null;
}

export type StepState = "ready" | "waiting" | "done" | "failed" | "cancelled";

export interface RunStep {
  id: string;
  node: string;
  state: StepState;
  attempt: number;
  output: Json;
  dueAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  problem: ProblemEntry | null;
}

export interface RunMessage {
  id: string;
  channel: string;
  recipient: string;
  title: string;
  body: string;
  state: string;
  problem: ProblemEntry | null;
}

export interface RunDetails extends Run {
  /** The version of the workflow that the run has. */
  document: WorkflowDocument;
  version: string;
  /** Whether that is what is published. */
  isCurrent: boolean;
  steps: RunStep[];
  messages: RunMessage[];
}

export interface SimulatedTask {
  title: string;
  assignee: string | null;
  role: string | null;
  status: string;
  openedAt: string;
  due: string | null;
}

/** A run as it would be. */
export interface SimulatedRun extends Omit<RunDetails, "document"> {
  tasks: SimulatedTask[];
  cost: number;
}

export interface Simulation {
  items: SimulatedRun[];
  truncated: boolean;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

export const runKeys = {
  all: ["executions"] as const,
  list: (workflow: string, status: string) => ["executions", workflow, status] as const,
  one: (id: string) => ["executions", "one", id] as const,
  versions: (workflow: string) => ["executions", "versions", workflow] as const,
  proposal: (workflow: string, version: string) =>
    ["executions", "proposal", workflow, version] as const,
};

export const listWorkflows = async (): Promise<WorkflowItem[]> =>
  (await request<Page<WorkflowItem>>("/api/workflows")).items;

/** Lets a workflow stand still, or go on. */
export const pauseWorkflow = (workflow: string, isPaused: boolean): Promise<unknown> =>
  request(`/api/workflows/${encodeURIComponent(workflow)}/${isPaused ? "pause" : "resume"}`, {
    method: "POST",
  });

export const listRoles = async (): Promise<RoleItem[]> =>
  (await request<Page<RoleItem>>("/api/meta/role")).items;

export const listRuns = (workflow: string, status: string, after: string): Promise<Page<Run>> =>
  request(`/api/executions${queryText({ workflow, status, after, limit: 50 })}`);

export const fetchRun = (id: string): Promise<RunDetails> =>
  request(`/api/executions/${encodeURIComponent(id)}`);

export const retryRun = (id: string): Promise<unknown> =>
  request(`/api/executions/${encodeURIComponent(id)}/retry`, { method: "POST" });

export const cancelRun = (id: string): Promise<unknown> =>
  request(`/api/executions/${encodeURIComponent(id)}/cancel`, { method: "POST" });

/** What a workflow would do for a record now; without a trace. */
export const tryOut = (
  workflow: string,
  body: { record?: string; draft: boolean },
): Promise<SimulatedRun & RunDetails> =>
  request(`/api/workflows/${encodeURIComponent(workflow)}/try-out`, { method: "POST", body });

/** What it would have done in days that are past; without a trace. */
export const simulate = (
  workflow: string,
  body: { from: string; draft: boolean },
): Promise<Simulation> =>
  request(`/api/workflows/${encodeURIComponent(workflow)}/simulate`, { method: "POST", body });

/** A version of a workflow in which runs are open. */
export interface RunVersion {
  version: string;
  keptAt: string;
  open: number;
  isCurrent: boolean;
}

/** What a move has to decide. */
export interface MoveProposal {
  document: WorkflowDocument;
  published: WorkflowDocument;
  /** Open steps by node. */
  open: Readonly<Record<string, number>>;
  map: Readonly<Record<string, string>>;
}

export type NodeMap = Readonly<Record<string, string>>;

export interface MoveOutcome {
  moved: number;
  refused: number;
  reasons: { execution: string; problems: ProblemEntry[] }[];
  next: string | null;
}

const versionsOf = (workflow: string) =>
  `/api/workflows/${encodeURIComponent(workflow)}/versions` as const;

export const listRunVersions = async (workflow: string): Promise<RunVersion[]> =>
  (await request<Page<RunVersion>>(versionsOf(workflow))).items;

export const fetchProposal = (workflow: string, version: string): Promise<MoveProposal> =>
  request(`${versionsOf(workflow)}/${encodeURIComponent(version)}`);

export const moveRun = (id: string, map: NodeMap): Promise<unknown> =>
  request(`/api/executions/${encodeURIComponent(id)}/move`, { method: "POST", body: { map } });

/** Moves the next runs of a version, or says what would come of it. */
export const moveRuns = (
  workflow: string,
  version: string,
  body: { map: NodeMap; after: string | null; trial: boolean },
): Promise<MoveOutcome> =>
  request(`${versionsOf(workflow)}/${encodeURIComponent(version)}/move`, {
    method: "POST",
    body,
  });

/** Something that is known of a workflow and a record; what it says depends on `what`. */
export interface ReasonFact {
  what: string;
  at?: string;
  since?: string;
  due?: string;
  reason?: string;
  execution?: string;
  status?: RunStatus;
  field?: string;
  value?: string | null;
  wanted?: string | null;
  isTrue?: boolean;
  segment?: string;
  label?: Label | null;
  owner?: string | null;
  isOpen?: boolean;
  user?: string | null;
  count?: number;
  most?: number;
  days?: number;
  values?: { field: string; value: string | null }[];
}

export interface WorkflowReason {
  workflow: string;
  label?: Label;
  trigger: JsonObject & { type: string };
  facts: ReasonFact[];
}

/** Why workflows started about a record, or did not; and what holds claims and messages back. */
export const listReasons = (
  entity: string,
  id: string,
): Promise<Page<WorkflowReason> & { about: ReasonFact[] }> =>
  request(`/api/workflow-reasons/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`);
