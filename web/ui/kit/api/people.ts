import { queryText, request } from "./client.ts";
import type { Label } from "./metadata.ts";
import type { Page } from "./records.ts";

export interface UserJson {
  id: string;
  username: string;
  name: string;
  orgUnit?: { id: string; label: Label } | null;
}

export interface OrgUnitJson {
  id: string;
  key: string;
  label: Label;
  kind?: string;
  parent?: { id: string; label: Label } | null;
}

export function listUsers(q: string, signal?: AbortSignal): Promise<Page<UserJson>> {
  return request(`/api/users${queryText({ q, limit: 20 })}`, signal ? { signal } : {});
}

export function listOrgUnits(q: string, signal?: AbortSignal): Promise<Page<OrgUnitJson>> {
  return request(`/api/org-units${queryText({ q, limit: 50 })}`, signal ? { signal } : {});
}
