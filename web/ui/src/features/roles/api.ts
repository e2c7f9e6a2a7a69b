import { type Label, type Page, queryText, request } from "@dougong/kit/api";

export interface RoleName {
  key: string;
  label: Label | undefined;
  version: number;
  hasDraft: boolean;
}

export const roleKeys = {
  names: ["people", "roleNames"] as const,
  holders: (role: string) => ["people", "holders", role] as const,
};

interface ListedRole {
  key: string;
  label?: Label;
  version: number;
  hasDraft?: boolean;
}

/** All roles, also those that wait to be published. */
export async function listRoles(): Promise<RoleName[]> {
  const { items } = await request<{ items: ListedRole[] }>("/api/meta/role");
  return items.map(({ key, label, version, hasDraft }) => ({
    key,
    label,
    version,
    hasDraft: hasDraft ?? false,
  }));
}

export const listHolders = (
  role: string,
  limit: number,
): Promise<Page<{ id: string; name: string }>> =>
  request(`/api/users${queryText({ all: true, role, limit })}`);
