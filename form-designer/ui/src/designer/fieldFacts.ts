import type { DraftEditing } from "@dougong/kit/designer";
import type { Draft, FieldDocument } from "./model.ts";

/** What each dialog about one field needs. */
export interface FieldDeedProps {
  field: FieldDocument;
  editing: DraftEditing<Draft>;
  /** Whether staff use the field, so that records may have values of it. */
  isPublished: boolean;
  onClose: () => void;
}

const keysOf = (field: FieldDocument): string[] => [
  field.key,
  ...((field["formerKeys"] as string[] | undefined) ?? []).toReversed(),
];

const isUsed = (published: Draft | null, key: string) =>
  published?.entity.fields.some((one) => one.key === key) ?? false;

/** The key under which staff use a field, while the draft may give it another; undefined for none. */
export const publishedKey = (published: Draft | null, field: FieldDocument): string | undefined =>
  keysOf(field).find((key) => isUsed(published, key));
