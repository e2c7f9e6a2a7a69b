import { type JsonObject, type Label, request } from "@dougong/kit/api";
import {
  type DesignDocument,
  publishItems,
  readStored,
  saveDocuments,
} from "@dougong/kit/designer";

export interface Segment {
  key: string;
  label?: Label | null;
  entity: string;
  filter: string;
  tag?: { field: string; value: string } | null;
  members: number;
}

/** What is edited of a segment. */
export interface SegmentDraft {
  key: string;
  label: string;
  entity: string;
  filter: string;
  tagField: string;
  tagValue: string;
}

export const segmentKeys = { all: ["segments"] as const };

export const listSegments = async (): Promise<Segment[]> =>
  (await request<{ items: Segment[] }>("/api/segments")).items;

/** The document of a draft; what the dialog does not know of an older one stays. */
export function toDocument(
  draft: SegmentDraft,
  language: "zh" | "en",
  older: DesignDocument | null,
): DesignDocument {
  const { tag: _tag, ...kept }: JsonObject = older ?? {};
  const label = { ...(older?.["label"] as JsonObject | undefined), [language]: draft.label.trim() };
  const value = draft.tagValue.trim();
  const hasTag = draft.tagField !== "" && value !== "";
  return {
    ...kept,
    key: draft.key,
    label,
    entity: draft.entity,
    filter: draft.filter,
    ...(hasTag ? { tag: { field: draft.tagField, value } } : {}),
  };
}

/** Saves a segment and takes it into use. */
export async function saveSegment(
  draft: SegmentDraft,
  language: "zh" | "en",
  isNew: boolean,
): Promise<void> {
  const stored = isNew ? null : await readStored<DesignDocument>("segment", draft.key);
  const older = stored?.draft ?? stored?.published ?? null;
  const revisions = { segment: isNew ? 0 : stored?.revision };
  await saveDocuments({ segment: toDocument(draft, language, older) }, null, revisions);
  await publishItems([{ kind: "segment", key: draft.key }]);
}

/** Takes a segment away. */
export async function removeSegment(key: string): Promise<void> {
  await request(`/api/meta/segment/${encodeURIComponent(key)}`, { method: "DELETE" });
  await publishItems([{ kind: "segment", key }]);
}
