import { type Label, type Page, queryText, request } from "@dougong/kit/api";

export type WorkspaceState = "making" | "active" | "suspended" | "leaving";

/** What a workspace takes and an operator may limit; files are bytes, calls are those of a minute. */
export type Limit = "people" | "records" | "files" | "calls";

/** Null: without a limit, or not known. */
export type Amounts = Record<Limit, number | null>;

export const limitNames: Limit[] = ["people", "records", "files", "calls"];

/** A workspace of the installation; `bytes` is what it takes on disk. */
export interface WorkspaceItem {
  key: string;
  label: string;
  hosts: string[];
  state: WorkspaceState;
  madeAt: string;
  usedAt: string | null;
  bytes: number | null;
  limits: Amounts;
  use: Amounts;
}

export interface WorkspaceList {
  items: WorkspaceItem[];
  total: number;
  next: string | null;
}

export interface WorkspaceWish {
  label: string;
  key: string;
  hosts: string[];
  template: string;
  adminName: string;
  adminUsername: string;
  adminPassword: string;
}

/** An app that a workspace can begin with. */
export interface ShippedApp {
  name: string;
  label: Label;
}

/** Of which nobody suspends or deletes anything: the one of who runs the installation. */
export const main = "main";

export const keys = {
  all: ["workspaces"] as const,
  list: (words: string) => ["workspaces", "list", words] as const,
  apps: ["packages", "shipped"] as const,
};

export const listWorkspaces = (words: string, after: string): Promise<WorkspaceList> =>
  request(`/api/workspaces${queryText({ q: words, after })}`);

export const listApps = (): Promise<Page<ShippedApp>> => request("/api/packages/shipped");

export const makeWorkspace = (wish: WorkspaceWish): Promise<WorkspaceItem> =>
  request("/api/workspaces", { method: "POST", body: wish });

export const setHosts = (key: string, hosts: string[]): Promise<unknown> =>
  request(`/api/workspaces/${key}/hosts`, { method: "PUT", body: { hosts } });

export const setLimits = (key: string, limits: Amounts): Promise<unknown> =>
  request(`/api/workspaces/${key}/limits`, { method: "PUT", body: limits });

export const suspend = (key: string): Promise<unknown> =>
  request(`/api/workspaces/${key}/suspend`, { method: "POST" });

export const resume = (key: string): Promise<unknown> =>
  request(`/api/workspaces/${key}/resume`, { method: "POST" });

export const remove = (key: string): Promise<unknown> =>
  request(`/api/workspaces/${key}`, { method: "DELETE" });
