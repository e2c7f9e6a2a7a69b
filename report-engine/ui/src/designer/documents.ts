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
): Promise<Omit<Loaded<D>, "revisions"> & { revision: number | undefined }> {
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
