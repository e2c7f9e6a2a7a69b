import { type Page, request } from "@dougong/kit/api";
import type { SessionJson } from "@dougong/kit/sessions";

export const sessionKeys = ["me", "sessions"] as const;

export const changePassword = (old: string, password: string): Promise<unknown> =>
  request("/api/me/password", { method: "PUT", body: { old, password } });

export const listOwnSessions = async (): Promise<SessionJson[]> =>
  (await request<Page<SessionJson>>("/api/me/sessions")).items;

export const endOwnSession = (id: string, password: string): Promise<unknown> =>
  request(`/api/me/sessions/${encodeURIComponent(id)}/end`, { method: "POST", body: { password } });

export const endOtherSessions = (password: string): Promise<{ ended: number }> =>
  request("/api/me/sessions/end-others", { method: "POST", body: { password } });
