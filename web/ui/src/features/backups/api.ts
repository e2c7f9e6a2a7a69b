import { request } from "@dougong/kit/api";

/** How far a backup is; `found` was written by a command, or copied there. */
export type BackupStep = "writing" | "proving" | "proven" | "unfinished" | "bad" | "found";

interface BackupProblem {
  code: string;
  message: string;
  remedy: string | null;
}

/** What lies in the second place, or shall. */
export interface BackupCopy {
  step: "waiting" | "copying" | "copied" | "failed";
  copiedAt: string | null;
  /** From when it is tried again. */
  dueAt: string | null;
  problem: BackupProblem | null;
}

export interface BackupItem {
  name: string;
  begunAt: string;
  isPlanned: boolean;
  step: BackupStep;
  /** Done in the step, before compression; null where nothing is known. */
  bytes: number | null;
  /** Of the file; null where there is none. */
  size: number | null;
  problem: BackupProblem | null;
  /** Null where nobody asked for one. */
  copy: BackupCopy | null;
}

export interface BackupPlan {
  isOn: boolean;
  /** `HH:mm`. */
  at: string;
  keep: number;
}

export interface BackupList {
  folder: string;
  /** Null where backups are not copied. */
  copiedTo: string | null;
  zone: string;
  plan: BackupPlan;
  items: BackupItem[];
}

export const keys = {
  list: ["backups", "list"] as const,
  hold: ["backups", "hold"] as const,
};

export const listBackups = (): Promise<BackupList> => request("/api/backups");

export const makeBackup = (): Promise<{ name: string }> =>
  request("/api/backups", { method: "POST" });

export const tryBackup = (name: string): Promise<unknown> =>
  request(`/api/backups/${name}/trial`, { method: "POST" });

export const savePlan = (plan: Partial<BackupPlan>): Promise<BackupPlan> =>
  request("/api/backups/plan", { method: "PUT", body: plan });

export const fileAddress = (name: string): string => `/api/backups/${name}/file`;

export const readHold = (): Promise<{ isHeld: boolean }> => request("/api/backups/sending-hold");

export const releaseSending = (): Promise<{ isHeld: boolean }> =>
  request("/api/backups/sending-hold", { method: "DELETE" });
