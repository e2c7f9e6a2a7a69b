import { type Json, request } from "@dougong/kit/api";

/** A link by which anybody may fill in the form. */
export interface FormLink {
  id: string;
  label: string;
  thanks: string;
  /** Values that every record gets, by field key. */
  fixed: Record<string, Json>;
  expiresAt: string | null;
  maxEntries: number | null;
  createdBy: { id: string; label: string | null };
  createdAt: string;
  entries: number;
  /** Entries that made no record and wait for a person. */
  waiting: number;
  state: "open" | "closed" | "expired" | "full" | "paused";
}

export interface Shared {
  items: FormLink[];
  /** Keys of the fields that visitors fill in, and of those that they never see. */
  offered: string[];
  kept: string[];
}

export interface Terms {
  label: string;
  thanks: string;
  fixed: Record<string, unknown>;
  expiresAt: string | null;
  maxEntries: number | null;
}

export interface WaitingEntry {
  id: string;
  at: string;
  values: Record<string, Json>;
  code: string;
  field: string | null;
}

const of = (form: string, link?: string) =>
  `/api/forms/${encodeURIComponent(form)}/links${link === undefined ? "" : `/${link}`}`;

export const linkKeys = {
  form: (form: string) => ["design", "links", form] as const,
  waiting: (form: string, link: string) => ["design", "links", form, "waiting", link] as const,
};

export const listLinks = (form: string): Promise<Shared> => request(of(form));

/** The address is answered once and never again. */
export const shareForm = (form: string, terms: Terms): Promise<FormLink & { address: string }> =>
  request(of(form), { method: "POST", body: terms });

export const closeLink = (form: string, link: string): Promise<unknown> =>
  request(of(form, link), { method: "DELETE" });

export const listWaiting = (form: string, link: string): Promise<{ items: WaitingEntry[] }> =>
  request(`${of(form, link)}/waiting`);

export const settleEntry = (form: string, link: string, entry: string): Promise<unknown> =>
  request(`${of(form, link)}/waiting/${entry}`, { method: "DELETE" });
