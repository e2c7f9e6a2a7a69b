import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import type { Draft, FieldDocument } from "./model.ts";

/** What stands as text in a document and as a tree in the snapshot: forms of the draft ignore it. */
const expressions = ["visible", "requiredWhen", "default", "defaultTree"];

/** A field of the draft as the renderer of forms takes it. */
function metadataOf(field: FieldDocument): FieldMetadata {
  const shown: Record<string, unknown> = { ...field, right: "write" };
  for (const name of expressions) delete shown[name];
  if (typeof field["entity"] === "string") shown["target"] = field["entity"];
  return shown as FieldMetadata;
}

/** Fields of the draft, and those that every record has. */
export function previewFields(
  draft: Draft,
  published: EntityMetadata | undefined,
): Map<string, FieldMetadata> {
  const system = (published?.fields ?? []).filter((field) => field.system === true);
  const own = draft.entity.fields.map(metadataOf);
  return new Map([...system, ...own].map((field) => [field.key, field]));
}
