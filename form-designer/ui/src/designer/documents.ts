import {
  type EntityMetadata,
  type FormMetadata,
  Metadata,
  type ProblemEntry,
  request,
} from "@dougong/kit/api";
import {
  type DesignDocument,
  freeDocumentKey,
  type Item,
  type Loaded,
  readStored,
} from "@dougong/kit/designer";
import { type Draft, type EntityDocument, type FormDocument, keyOf, type Labels } from "./model.ts";

export interface Opened {
  loaded: Loaded<Draft>;
  /** What is published together with them. */
  along: readonly Item[];
}

/** A form and its entity: what staff use, and what waits. */
export async function loadDraft(formKey: string): Promise<Opened> {
  const form = await readStored<FormDocument>("form", formKey);
  const content = form.draft ?? form.published;
  if (!content) throw new Error(`form "${formKey}" has no content`);
  const entity = await readStored<EntityDocument>("entity", content.entity);
  const of = entity.draft ?? entity.published;
  if (!of) throw new Error(`entity "${content.entity}" has no content`);
  const published = {
    ...(entity.published ? { entity: entity.published } : {}),
    ...(form.published ? { form: form.published } : {}),
  };
  return {
    loaded: {
      version: form.version,
      published,
      draft: { entity: of, form: content },
      revisions: { entity: entity.revision, form: form.revision },
    },
    along: entity.published ? [] : await waitingBeside(of.key),
  };
}

/** Keeps a draft of another form like this one, for everybody; gives its key. */
export async function copyForm(form: FormDocument): Promise<string> {
  const { roles: _roles, ...content } = form;
  const { zh = form.key, en = form.key } = (form["label"] ?? {}) as Labels;
  const key = await freeDocumentKey("form", form.key.replace(/\d+$/, ""));
  const body = { ...content, key, label: { zh: `${zh}（另一张）`, en: `${en} (another)` } };
  await request(`/api/meta/form/${key}`, { method: "PUT", body, version: 0 });
  return key;
}

const besides = ["view", "role", "menu"] as const;

/**
 * What waits to be published together with an entity that nobody has seen yet: its views, who may
 * use it, and where staff find it.
 */
async function waitingBeside(entity: string): Promise<Item[]> {
  const kinds = await Promise.all(
    besides.map(async (kind) => {
      const { items } = await request<{ items: { key: string; hasDraft: boolean }[] }>(
        `/api/meta/${kind}`,
      );
      const waiting = items.filter(({ hasDraft }) => hasDraft);
      const read = await Promise.all(
        waiting.map(({ key }) => readStored<DesignDocument>(kind, key)),
      );
      return read
        .filter((stored) => namesEntity(stored.draft, entity))
        .map(({ key }) => ({ kind, key }));
    }),
  );
  return kinds.flat();
}

/** Whether a document says anywhere that it is about the entity. */
function namesEntity(part: unknown, entity: string): boolean {
  if (typeof part !== "object" || part === null) return false;
  return Object.entries(part).some(
    ([name, value]) => (name === "entity" && value === entity) || namesEntity(value, entity),
  );
}

export interface Trial {
  /** Absent where the role does nothing with the entity, or has other forms of it. */
  entity?: EntityMetadata;
  form?: FormMetadata;
}

/**
 * The form as people would get it if these drafts were published; null while something is wrong.
 *
 * @param role as whose; empty for all rights
 */
export async function fetchTrial(
  form: string,
  items: readonly Item[],
  role: string,
): Promise<Trial | null> {
  const body = { items, preview: true, takeOut: true, form, ...(role ? { role } : {}) };
  const answer = await request<Trial & { ok: boolean }>("/api/meta/publish", {
    method: "POST",
    body,
  });
  if (!answer.ok) return null;
  if (!answer.entity || !answer.form) return {};
  const { entities } = new Metadata({ version: 0, entities: [answer.entity] });
  const entity = entities.get(answer.entity.key) ?? answer.entity;
  return { entity, form: answer.form };
}

const isOf = (folder: string, { document }: ProblemEntry) =>
  document === undefined || document.startsWith(`${folder}/`);

/** The place of the rule of the form that a problem is about. */
export function ruleAt(problem: ProblemEntry): number | undefined {
  const [, part, at = ""] = (problem.pointer ?? "").split("/");
  return part === "rules" && isOf("forms", problem) ? Number(at) : undefined;
}

/** The field that a place in one of the documents is about. */
export function fieldAt(draft: Draft, problem: ProblemEntry): string | undefined {
  const [, part, first = "", second, third = ""] = (problem.pointer ?? "").split("/");
  if (part === "fields" && isOf("entities", problem)) {
    return draft.entity.fields[Number(first)]?.key;
  }
  if (part !== "layout" || second !== "fields") return undefined;
  const placed = draft.form.layout[Number(first)]?.fields[Number(third)];
  return placed === undefined ? undefined : keyOf(placed);
}
