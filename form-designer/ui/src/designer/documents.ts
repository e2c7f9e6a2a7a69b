import { type Loaded, readStored } from "@dougong/kit/designer";
import { type Draft, type EntityDocument, type FormDocument, keyOf } from "./model.ts";

/** A form and its entity: what staff use, and what waits. */
export async function loadDraft(formKey: string): Promise<Loaded<Draft>> {
  const form = await readStored<FormDocument>("form", formKey);
  const content = form.draft ?? form.published;
  if (!content) throw new Error(`form "${formKey}" has no content`);
  const entity = await readStored<EntityDocument>("entity", content.entity);
  const of = entity.draft ?? entity.published;
  if (!of) throw new Error(`entity "${content.entity}" has no content`);
  return {
    version: form.version,
    published:
      form.published && entity.published
        ? { entity: entity.published, form: form.published }
        : null,
    draft: { entity: of, form: content },
    revisions: { entity: entity.revision, form: form.revision },
  };
}

/** The field that a place in one of the documents is about. */
export function fieldAt(draft: Draft, pointer: string): string | undefined {
  const [, part, first = "", second, third = ""] = pointer.split("/");
  if (part === "fields") return draft.entity.fields[Number(first)]?.key;
  if (part !== "layout" || second !== "fields") return undefined;
  const placed = draft.form.layout[Number(first)]?.fields[Number(third)];
  return placed === undefined ? undefined : keyOf(placed);
}
