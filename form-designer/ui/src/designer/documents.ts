import { type ProblemEntry, request } from "@dougong/kit/api";
import type { Draft, EntityDocument, FormDocument } from "./model.ts";

interface Stored<T> {
  key: string;
  version: number;
  published: T | null;
  draft: T | null;
}

/** The documents that are edited: what staff use, and what waits. */
export interface Loaded {
  version: number;
  published: Draft | null;
  draft: Draft;
}

interface Checked {
  errors: ProblemEntry[];
}

const kinds = ["entity", "form"] as const;

const address = (kind: string, key: string) => `/api/meta/${kind}/${encodeURIComponent(key)}`;

export async function loadDraft(formKey: string): Promise<Loaded> {
  const form = await request<Stored<FormDocument>>(address("form", formKey));
  const content = form.draft ?? form.published;
  if (!content) throw new Error(`form "${formKey}" has no content`);
  const entity = await request<Stored<EntityDocument>>(address("entity", content.entity));
  const of = entity.draft ?? entity.published;
  if (!of) throw new Error(`entity "${content.entity}" has no content`);
  return {
    version: form.version,
    published:
      form.published && entity.published
        ? { form: form.published, entity: entity.published }
        : null,
    draft: { form: content, entity: of },
  };
}

/** Saves what differs from what is stored. */
export async function saveDraft(draft: Draft, stored: Draft): Promise<void> {
  for (const kind of kinds) {
    if (draft[kind] !== stored[kind]) {
      await request(address(kind, draft[kind].key), { method: "PUT", body: draft[kind] });
    }
  }
}

/** Everything that is wrong with what is stored, both documents taken together. */
export async function checkDraft(
  draft: Draft,
  published: Draft | null,
): Promise<readonly ProblemEntry[]> {
  const items = waiting(draft, published);
  if (items.length === 0) return [];
  const body = { items, preview: true };
  return (await request<Checked>("/api/meta/publish", { method: "POST", body })).errors;
}

/** Publishes what differs from what staff use, both or none; refusals come as `ApiProblem`. */
export async function publishDraft(draft: Draft, published: Draft | null): Promise<void> {
  const items = waiting(draft, published);
  await request("/api/meta/publish", { method: "POST", body: { items } });
}

const waiting = (draft: Draft, published: Draft | null) =>
  kinds
    .filter((kind) => !isSame(draft[kind], published?.[kind]))
    .map((kind) => ({ kind, key: draft[kind].key }));

/** Whether two documents say the same. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
