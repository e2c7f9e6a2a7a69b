import { type Label, type Page, queryText, request } from "@dougong/kit/api";

/** A unit of the organisation tree as administrators see it. */
export interface Unit {
  id: string;
  key: string;
  kind: UnitKind;
  label: string;
  labels: Record<string, string>;
  parent: { id: string } | null;
  archived: boolean;
  version: number;
}

export type UnitKind = "company" | "region" | "store";

/** A user as administrators see them. */
export interface Person {
  id: string;
  username: string;
  name: string;
  orgUnit: { id: string; label: string } | null;
  language: string;
  roles: string[];
  active: boolean;
  /** Whether signing in asks for a code. */
  secondFactor: boolean;
  version: number;
}

/** A person with the password that was made for them and is told once. */
export interface MadePerson extends Person {
  startPassword?: string;
}

export interface PersonWish {
  name: string;
  orgUnit?: string;
  language: string;
  roles: string[];
}

export interface RoleName {
  key: string;
  label: Label;
}

export interface OpenSession {
  id: string;
  device: string;
  createdAt: string;
  lastUsedAt: string;
  current: boolean;
}

/** `people` is the root of what hand-overs ask for too: a change of people renews all of it. */
export const keys = {
  all: ["people"] as const,
  units: ["people", "units"] as const,
  list: (unit: string | null, words: string) => ["people", "list", unit, words] as const,
  roles: ["people", "roles"] as const,
  demand: ["people", "demand"] as const,
  sessions: (person: string) => ["people", "sessions", person] as const,
};

const user = (id: string) => `/api/users/${encodeURIComponent(id)}`;
const unitOf = (id: string) => `/api/org-units/${encodeURIComponent(id)}`;

export const listUnits = async (): Promise<Unit[]> =>
  (await request<Page<Unit>>("/api/org-units?all=true")).items;

/** A key that no unit has, from the name in any language. */
export async function proposeKey(name: string, taken: ReadonlySet<string>): Promise<string> {
  const { items } = await request<{ items: string[] }>("/api/meta/keys", {
    method: "POST",
    body: { labels: [name] },
  });
  const key = items[0] || "unit";
  let free = key;
  for (let number = 2; taken.has(free); number += 1) free = `${key}${number}`;
  return free;
}

export const addUnit = (wish: {
  key: string;
  parent: string | null;
  kind: UnitKind;
  label: Record<string, string>;
}): Promise<Unit> => request("/api/org-units", { method: "POST", body: wish });

export const changeUnit = (
  { id, version }: Pick<Unit, "id" | "version">,
  change: { parent?: string; label?: Record<string, string> },
): Promise<Unit> => request(unitOf(id), { method: "PATCH", version, body: change });

export const archiveUnit = (
  { id, version }: Pick<Unit, "id" | "version">,
  archived: boolean,
): Promise<Unit> =>
  request(`${unitOf(id)}/archived`, { method: "PUT", version, body: { archived } });

export const listPeople = (unit: string | null, q: string, after: string): Promise<Page<Person>> =>
  request(`/api/users${queryText({ q, all: true, limit: 50, after, unit: unit ?? "" })}`);

export const readPerson = (id: string): Promise<Person> => request(user(id));

export const addPerson = (
  wish: PersonWish & { username: string; password?: string },
): Promise<MadePerson> =>
  request("/api/users", {
    method: "POST",
    body: wish.password ? { ...wish, mustChangePassword: true } : { ...wish, startPassword: true },
  });

export const changePerson = (
  { id, version }: Pick<Person, "id" | "version">,
  change: Partial<PersonWish> & { active?: boolean },
): Promise<Person> => request(user(id), { method: "PATCH", version, body: change });

export const resetPassword = (id: string): Promise<MadePerson> =>
  request(`${user(id)}/password`, { method: "POST", body: {} });

export const listSessions = async (id: string): Promise<OpenSession[]> =>
  (await request<Page<OpenSession>>(`${user(id)}/sessions`)).items;

export const endSessions = (id: string): Promise<{ ended: number }> =>
  request(`${user(id)}/sessions`, { method: "DELETE" });

export const removeFactor = (id: string): Promise<unknown> =>
  request(`${user(id)}/second-factor`, { method: "DELETE" });

export const readDemand = async (): Promise<string[]> =>
  (await request<{ roles: string[] }>("/api/second-factor-demand")).roles;

export const setDemand = (roles: string[]): Promise<unknown> =>
  request("/api/second-factor-demand", { method: "PUT", body: { roles } });

/** The published roles and the built-in one. */
export async function listRoles(): Promise<RoleName[]> {
  const { items } = await request<{ items: { key: string; label?: Label; version: number }[] }>(
    "/api/meta/role",
  );
  const published = items.filter(({ version }) => version > 0);
  return published.map(({ key, label }) => ({ key, label: label ?? { zh: key } }));
}

export type ImportOutcome = "new" | "changed" | "same" | "wrong";

/** What a file of people would come to. */
export interface PeopleCheck {
  rows: number;
  counts: Record<ImportOutcome, number>;
  /** Headings that say nothing about people. */
  ignored: string[];
  items: {
    row: number;
    username: string;
    name: string;
    outcome: ImportOutcome;
    problems: string[];
  }[];
}

/** What came of a file; start passwords are told this once. */
export interface PeopleImported {
  new: number;
  changed: number;
  same: number;
  people: { username: string; name: string; startPassword: string }[];
  /** A workbook in Base64, or null when nobody is new. */
  file: string | null;
}

export const peopleTemplate = "/api/users/import/template";

function sendPeople<T>(deed: "check" | "run", file: File): Promise<T> {
  const form = new FormData();
  form.append("file", file, file.name);
  return request(`/api/users/import/${deed}`, { method: "POST", form });
}

export const checkPeople = (file: File): Promise<PeopleCheck> => sendPeople("check", file);

export const importPeople = (file: File): Promise<PeopleImported> => sendPeople("run", file);
