import { type EntityMetadata, ownFields, useWorkspace } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import type { Draft, FieldDocument } from "./model.ts";

/** What each dialog about one field needs. */
export interface FieldDeedProps {
  field: FieldDocument;
  editing: DraftEditing<Draft>;
  /** The key under which staff use the field; undefined where no record can have a value of it. */
  usedKey: string | undefined;
  onClose: () => void;
}

const keysOf = (field: FieldDocument): string[] => [
  field.key,
  ...((field["formerKeys"] as string[] | undefined) ?? []).toReversed(),
];

/** The key under which staff use a field, while the draft may give it another; undefined for none. */
export const publishedKey = (
  published: EntityMetadata | undefined,
  field: FieldDocument,
): string | undefined =>
  keysOf(field).find((key) => published && ownFields(published).some((one) => one.key === key));

/** The entity as staff use it; undefined while it was never published. */
export function usePublished(draft: Draft): EntityMetadata | undefined {
  return useWorkspace().metadata.entity(draft.entity.key);
}
