import { request } from "@dougong/kit/api";

export interface RunningNode {
  id: string;
  host: string;
  version: string;
  java: string;
  startedAt: string;
  seenAt: string;
  /** Whether it gave this answer. */
  isThis: boolean;
}

export interface Queue {
  key: string;
  waiting: number;
  due: number;
  /** Since when the first one is due. */
  oldest: string | null;
}

export interface FailedRun {
  id: string;
  workflow: string;
  record: { entity: string; id: string; label: string | null } | null;
  startedAt: string;
  problem: { message: string } | null;
}

export interface Statement {
  text: string;
  calls: number;
  meanMicros: number;
  totalMicros: number;
}

export interface Size {
  rows: number;
  bytes: number;
}

export interface Certificate {
  endsAt: string;
  /** Within three weeks. */
  endsSoon: boolean;
  /** Whether a maker that everybody trusts vouches for it. */
  isTrusted: boolean;
  isForThisHost: boolean;
}

/** Of what operators limit; files are bytes, calls those of a minute; null: no limit, or not counted. */
export type Amounts = Record<"people" | "records" | "files" | "calls", number | null>;

export interface OperationsState {
  nodes: RunningNode[];
  /** Null where the reader is no operator of the installation; so are the statements. */
  database: { version: string; bytes: number; connections: number; mostConnections: number } | null;
  /** The virus scanner: the machine names none, it answers, or it does not. */
  scanner: "none" | "ready" | "silent";
  /** The one that the answering node serves, as this browser sees it. */
  certificate: Certificate | null;
  /** Rows of a queue that are counted at the most. */
  mostCounted: number;
  queues: Queue[];
  failed: FailedRun[];
  statements: { isMeasured: boolean; most: Statement[]; running: Statement[] } | null;
  entities: (Size & { key: string; label: string })[];
  platform: (Size & { table: string })[];
  /** Null where the workspace has no limits. */
  limits: Amounts | null;
  use: Amounts | null;
}

export const keys = { state: ["operations"] as const };

export const readState = (): Promise<OperationsState> => request("/api/operations");
