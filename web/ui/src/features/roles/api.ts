import {
  ApiProblem,
  type Label,
  type Page,
  queryText,
  type RecordJson,
  request,
} from "@dougong/kit/api";

export interface RoleName {
  key: string;
  label: Label | undefined;
  version: number;
  hasDraft: boolean;
}

export const roleKeys = {
  names: ["people", "roleNames"] as const,
  holders: (role: string) => ["people", "holders", role] as const,
  view: (role: string, entity: string, person: string) =>
    ["people", "roleView", role, entity, person] as const,
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

/** What a role allows with an entity, and the records that it shows. */
export interface RoleView {
  create: boolean;
  export: boolean;
  import: boolean;
  reveal: boolean;
  fields: Record<string, "hidden" | "masked" | "read" | "write">;
  records: Page<RecordJson>;
}

/** As people of the published role see it; null where they see nothing of the sort. */
export async function viewAsRole(
  role: string,
  entity: string,
  person: string,
): Promise<RoleView | null> {
  const path = `/api/meta/trials/${encodeURIComponent(role)}/${encodeURIComponent(entity)}`;
  try {
    return await request<RoleView>(path + queryText({ person }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
