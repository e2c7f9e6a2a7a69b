import { type Page, queryText, request } from "@dougong/kit/api";

export interface PersonLink {
  id: string;
  label: string | null;
}

export interface RecordLink {
  entity: string | null;
  id: string;
  label: string | null;
}

export interface Outcome {
  value: string;
  label: string;
}

export interface Ballot {
  id: string;
  seat: number;
  place: number;
  round: number;
  returnTo: Outcome[];
  needsReason: boolean;
  urgedAt: string | null;
}

/** What comes next at the stage of the task's record. */
export interface Guidance {
  stage: string;
  next: string;
  done: number;
  of: number;
}

export type TaskStatus = "open" | "done" | "cancelled" | "planned";

export interface Task {
  id: string;
  title: string;
  description: string;
  record: RecordLink | null;
  assignee: PersonLink | null;
  role: string | null;
  due: string | null;
  status: TaskStatus;
  outcomes: Outcome[];
  outcome: string | null;
  comment: string | null;
  workflow: string;
  completedBy: PersonLink | null;
  createdAt: string;
  completedAt: string | null;
  approval: Ballot | null;
  guidance: Guidance | null;
  /** Whose task it is, where the assignee is their deputy. */
  standsFor: PersonLink | null;
}

export type ApprovalStatus =
  | "open"
  | "approved"
  | "rejected"
  | "returned"
  | "withdrawn"
  | "cancelled";

export interface Approval {
  id: string;
  title: string;
  status: ApprovalStatus;
  record: RecordLink | null;
  requester: PersonLink | null;
  approvals: number;
  refusals: number;
  round: number;
  createdAt: string;
  endedAt: string | null;
}

export interface Deed {
  task: string;
  at: string;
  actor: PersonLink | null;
  deed: string;
  byLink: boolean;
  subject: PersonLink | null;
  comment: string | null;
}

export interface ApprovalDetails extends Approval {
  tasks: Task[];
  deeds: Deed[];
}

export const taskKeys = {
  all: ["tasks"] as const,
  list: (status: "open" | "done") => ["tasks", status] as const,
};
export const approvalKeys = {
  all: ["approvals"] as const,
  requested: ["approvals", "requested"] as const,
  one: (id: string) => ["approvals", id] as const,
};

export const listTasks = (status: "open" | "done", after: string): Promise<Page<Task>> =>
  request(`/api/tasks${queryText({ mine: true, status, limit: 50, after })}`);

export const listRequested = (after: string): Promise<Page<Approval>> =>
  request(`/api/approvals${queryText({ requested: true, limit: 50, after })}`);

export const fetchApproval = (id: string): Promise<ApprovalDetails> =>
  request(`/api/approvals/${encodeURIComponent(id)}`);

const post = (path: string, body: object, keepalive = false): Promise<unknown> =>
  request(path, { method: "POST", body, keepalive });

const ofTask = (id: string, deed: string) => `/api/tasks/${encodeURIComponent(id)}/${deed}`;

export interface Answer {
  outcome: string;
  comment?: string | undefined;
}

export const completeTask = (id: string, answer: Answer, isLeaving = false): Promise<unknown> =>
  post(ofTask(id, "complete"), answer, isLeaving);

export const claimTask = (id: string): Promise<unknown> => post(ofTask(id, "claim"), {});

export const transferTask = (id: string, to: string, comment: string): Promise<unknown> =>
  post(ofTask(id, "transfer"), { to, comment });

export const giveTaskBack = (id: string): Promise<unknown> => post(ofTask(id, "return"), {});

export const addApprover = (
  id: string,
  wish: { user: string; place: "before" | "after"; comment: string },
): Promise<unknown> => post(ofTask(id, "add-approver"), wish);

export const sendBack = (
  id: string,
  wish: { to?: string | undefined; straight: boolean; comment: string },
): Promise<unknown> => post(ofTask(id, "send-back"), wish);

export const withdraw = (id: string): Promise<unknown> =>
  post(`/api/approvals/${encodeURIComponent(id)}/withdraw`, {});

export const urge = (id: string): Promise<unknown> =>
  post(`/api/approvals/${encodeURIComponent(id)}/urge`, {});
