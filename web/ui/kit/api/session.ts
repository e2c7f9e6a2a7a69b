import { request } from "./client.ts";
import type { Label, MenuMetadata } from "./metadata.ts";

export interface Session {
  user: {
    /** Empty for a visitor, who has no account. */
    id: string;
    username: string;
    name: string;
    orgUnit?: { id: string; key?: string; label: Label } | null;
  };
  roles: string[];
  /** What has to be done before anything else. */
  due?: "password" | "secondFactor" | null;
  language?: string;
  workspace?: string;
  menus?: MenuMetadata[];
  apps?: { key: string; label: Label; timezone?: string }[];
}

export const fetchSession = (): Promise<Session> => request<Session>("/api/me");

const typedFor = 120_000;
let typed = "";

/** What somebody typed to sign in a moment ago, so that it need not be typed again at once. */
export const passwordJustTyped = (): string => typed;

/**
 * `code` is that of the second factor, once the server asked for it; `workspace` only counts where
 * one host serves several.
 */
export const signIn = (
  username: string,
  password: string,
  code = "",
  workspace = "",
): Promise<unknown> => {
  typed = password;
  setTimeout(() => (typed = ""), typedFor);
  return request("/api/login", {
    method: "POST",
    body: { username, password, ...(code ? { code } : {}), ...(workspace ? { workspace } : {}) },
  });
};

export const signOut = (): Promise<unknown> => request("/api/logout", { method: "POST", body: {} });
