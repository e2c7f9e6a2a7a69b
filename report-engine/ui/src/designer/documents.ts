import { ApiProblem, request } from "@dougong/kit/api";
import { type DesignDocument, type Loaded, readStored, type Stored } from "@dougong/kit/designer";

/** A stored document, or null when nothing is stored under the key. */
export async function findStored<D>(kind: string, key: string): Promise<Stored<D> | null> {
  try {
    return await readStored<D>(kind, key);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** What is edited of a document; one that is not stored yet begins as it is given. */
export async function loadDocument<D extends DesignDocument>(
  kind: string,
  key: string,
  begin: (() => D) | null,
): Promise<Loaded<D>> {
  const stored = begin ? await findStored<D>(kind, key) : await readStored<D>(kind, key);
  const draft = stored ? (stored.draft ?? stored.published) : null;
  if (draft && stored) return { version: stored.version, published: stored.published, draft };
  if (!begin) throw new Error(`${kind} "${key}" has no content`);
  return { version: 0, published: null, draft: begin(), isNew: true };
}

/** A key that no document of the kind has. */
export async function freeDocumentKey(kind: string, prefix: string): Promise<string> {
  const { items } = await request<{ items: { key: string }[] }>(`/api/meta/${kind}`);
  const taken = new Set(items.map(({ key }) => key));
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number++;
  return `${prefix}${number}`;
}
