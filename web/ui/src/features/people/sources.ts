import { request } from "@dougong/kit/api";

/** Where else people may sign in; the secret never comes back. */
export interface Source {
  id: string;
  kind: string;
  label: string;
  settings: Record<string, string>;
  hasSecret: boolean;
  makesPeople: boolean;
  orgUnit: string | null;
  /** Role by the name of a group there. */
  roles: Record<string, string>;
  active: boolean;
  version: number;
}

export interface SourceKind {
  id: string;
  needsSecret: boolean;
  settings: { name: string; required: boolean; usual: string }[];
}

export interface SourceWish {
  /** Of a new one: it stands in the address to come back to. */
  id?: string;
  kind: string;
  label: string;
  settings: Record<string, string>;
  /** Left out to leave it as it is. */
  secret?: string;
  makesPeople: boolean;
  orgUnit: string | null;
  roles: Record<string, string>;
  active: boolean;
}

export const sourceKeys = ["people", "sources"] as const;

const root = "/api/sign-in-sources";

export interface Sources {
  items: Source[];
  kinds: SourceKind[];
  /** Id for the next one. */
  next: string;
}

export const listSources = (): Promise<Sources> => request(root);

/** Where the other place sends browsers back to. */
export const callbackOf = (site: string, id: string): string =>
  `${site.replace(/\/$/, "")}/api/sign-in/callback/${id}`;

export const saveSource = (known: Source | null, wish: SourceWish): Promise<Source> =>
  known
    ? request(`${root}/${encodeURIComponent(known.id)}`, {
        method: "PUT",
        version: known.version,
        body: wish,
      })
    : request(root, { method: "POST", body: wish });

export const removeSource = (id: string): Promise<unknown> =>
  request(`${root}/${encodeURIComponent(id)}`, { method: "DELETE" });

/** `group = role`, one a line. */
export function readRoles(text: string): Record<string, string> {
  const roles: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const at = line.lastIndexOf("=");
    const group = line.slice(0, Math.max(at, 0)).trim();
    if (group) roles[group] = line.slice(at + 1).trim();
  }
  return roles;
}

export const writeRoles = (roles: Record<string, string>): string =>
  Object.entries(roles)
    .map(([group, role]) => `${group} = ${role}`)
    .join("\n");
