import { ApiProblem, type JsonObject, type ProblemEntry, request } from "../api/index.ts";

/** A document as it is stored; what a designer does not know stays as it is. */
export interface DesignDocument extends JsonObject {
  key: string;
}

/** Documents that are edited together, by their kinds. */
export type DocumentsOf<T> = { readonly [K in keyof T]: DesignDocument };

/** A document as the server keeps it: what is used, and what waits. */
export interface Stored<D> {
  key: string;
  version: number;
  published: D | null;
  draft: D | null;
  /** Grows with every write; a save names the one that it builds on. */
  revision?: number;
}

/** What was read of each kind. */
export type Revisions<T> = { [K in keyof T]?: number | undefined };

/** What a designer opens. */
export interface Loaded<T> {
  version: number;
  /** What of it staff use; null where that is nothing. */
  published: Partial<T> | null;
  draft: T;
  /** Nothing of it is stored yet, and nothing will be before something is changed. */
  isNew?: boolean;
  /** What the draft builds on; without one, a save replaces whatever is there. */
  revisions?: Revisions<T>;
}

/** Names a document. */
export interface Item {
  kind: string;
  key: string;
}

interface Checked {
  errors: ProblemEntry[];
}

const address = ({ kind, key }: Item) => `/api/meta/${kind}/${encodeURIComponent(key)}`;
const kindsOf = <T extends DocumentsOf<T>>(draft: T) => Object.keys(draft) as (keyof T & string)[];

export const readStored = <D>(kind: string, key: string): Promise<Stored<D>> =>
  request(address({ kind, key }));

/** A stored document, or null when nothing is stored under the key. */
export async function findStored<D>(kind: string, key: string): Promise<Stored<D> | null> {
  try {
    return await readStored<D>(kind, key);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** One document, opened. */
export interface LoadedDocument<D> extends Pick<Loaded<D>, "version" | "draft" | "isNew"> {
  published: D | null;
  revision: number | undefined;
}

/** What is edited of a document; one that is not stored yet begins as it is given. */
export async function loadDocument<D extends DesignDocument>(
  kind: string,
  key: string,
  begin: (() => D) | null,
): Promise<LoadedDocument<D>> {
  const stored = begin ? await findStored<D>(kind, key) : await readStored<D>(kind, key);
  const draft = stored ? (stored.draft ?? stored.published) : null;
  if (draft && stored) {
    const { version, published, revision } = stored;
    return { version, published, draft, revision };
  }
  if (!begin) throw new Error(`${kind} "${key}" has no content`);
  return { version: 0, published: null, draft: begin(), isNew: true, revision: 0 };
}

/** A key that no document of the kind has. */
export async function freeDocumentKey(kind: string, prefix: string): Promise<string> {
  const { items } = await request<{ items: { key: string }[] }>(`/api/meta/${kind}`);
  const taken = new Set(items.map(({ key }) => key));
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number++;
  return `${prefix}${number}`;
}

/**
 * Saves what differs from what is stored; refuses with status 409 where somebody else saved since.
 *
 * @param revisions what it builds on; afterwards those of what was saved
 */
export async function saveDocuments<T extends DocumentsOf<T>>(
  draft: T,
  stored: T | null,
  revisions: Revisions<T>,
): Promise<void> {
  for (const kind of kindsOf(draft)) {
    const body = draft[kind];
    if (body === stored?.[kind]) continue;
    const version = revisions[kind];
    const saved = await request<{ revision?: number }>(address({ kind, key: body.key }), {
      method: "PUT",
      body,
      ...(version === undefined ? {} : { version }),
    });
    if (saved.revision !== undefined) revisions[kind] = saved.revision;
  }
}

/** The documents as they are stored now, for whoever edits them. */
export async function readAll<T extends DocumentsOf<T>>(draft: T) {
  const kinds = kindsOf(draft);
  const stored = await Promise.all(
    kinds.map((kind) => readStored<DesignDocument>(kind, draft[kind].key)),
  );
  return kinds.map((kind, i) => ({ kind, stored: stored[i] as Stored<DesignDocument> }));
}

export interface PublishedVersion {
  version: number;
  publishedAt: string;
  publishedBy: string | null;
  /** Whether this version took the document away. */
  removed: boolean;
}

/** What was published, the newest first. */
export const readVersions = async (item: Item): Promise<PublishedVersion[]> =>
  (await request<{ items: PublishedVersion[] }>(`${address(item)}/versions`)).items;

export const readVersion = (item: Item, version: number): Promise<DesignDocument> =>
  request(`${address(item)}/versions/${version}`);

/** How a publishing happens. */
export interface PublishWishes {
  /** Fields that are gone are taken out of views and others that go on without them. */
  takeOut?: boolean;
  /** Values may become unreadable. */
  consent?: boolean;
}

/** Only what is wished. */
const wished = (wishes: PublishWishes) =>
  Object.fromEntries(Object.entries(wishes).filter(([, isWished]) => isWished));

/** What the server answers where values would become unreadable and nobody agreed yet. */
export const consentNeeded = "metadata.consentNeeded";

/** Everything that is wrong with what is stored, all of it taken together. */
export async function checkItems(
  items: readonly Item[],
  wishes: PublishWishes = {},
): Promise<readonly ProblemEntry[]> {
  if (items.length === 0) return [];
  const body = { items, preview: true, ...wished(wishes) };
  return (await request<Checked>("/api/meta/publish", { method: "POST", body })).errors;
}

/** Publishes all or nothing; refusals come as `ApiProblem`. */
export async function publishItems(
  items: readonly Item[],
  wishes: PublishWishes = {},
): Promise<void> {
  const body = { items, ...wished(wishes) };
  if (items.length > 0) await request("/api/meta/publish", { method: "POST", body });
}

/** Those of the edited documents that differ from what staff use. */
export const waiting = <T extends DocumentsOf<T>>(draft: T, published: Partial<T> | null): Item[] =>
  kindsOf(draft)
    .filter((kind) => !isSame(draft[kind], published?.[kind]))
    .map((kind) => ({ kind, key: draft[kind].key }));

/** Whether two documents say the same. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
