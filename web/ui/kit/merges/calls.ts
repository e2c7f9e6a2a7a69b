import { type Label, queryText, type RecordJson, type RecordLink, request } from "../api/index.ts";

/** A rule by which records are taken for duplicates. */
export interface DuplicateRule {
  key: string;
  label: Label;
  /** Keys of the fields that it compares. */
  fields: string[];
}

/** Records that are probably the same; ids of at most fifty of them. */
export interface DuplicateGroup {
  rule: string;
  records: string[];
  count: number;
}

export interface DuplicatePage {
  items: DuplicateGroup[];
  records: RecordJson[];
  /** There is more to look at, even where this page has found nothing. */
  next: string | null;
  tooCommon: number;
  rules: DuplicateRule[];
}

export interface MergePreview {
  /** The value that each field would have by itself; `from` is null where there is none. */
  fields: { field: string; from: string | null; united: boolean }[];
  references: { record: string; entity: string; field: string; count: number }[];
}

export interface Merge {
  id: string;
  survivor: string;
  others: string[];
  at: string;
  by: RecordLink;
  undone: boolean;
}

export interface Parted {
  record: RecordJson;
  others: string[];
  keptCount: number;
  kept: { entity: string; record: string; fields: string[] }[];
}

/** So many records go into another one at once. */
export const mostOthers = 20;

const of = (entity: string) => `/api/data/${encodeURIComponent(entity)}`;

export const findDuplicates = (
  entity: string,
  rule: string,
  after: string,
  signal?: AbortSignal,
): Promise<DuplicatePage> =>
  request(`${of(entity)}/duplicates${queryText({ rule, after })}`, signal ? { signal } : {});

export const dismissDuplicates = (entity: string, records: string[]): Promise<unknown> =>
  request(`${of(entity)}/duplicates/dismiss`, { method: "POST", body: { records } });

export const recallDuplicates = (entity: string, records: string[]): Promise<unknown> =>
  request(`${of(entity)}/duplicates/recall`, { method: "POST", body: { records } });

export const previewMerge = (
  entity: string,
  survivor: string,
  others: string[],
): Promise<MergePreview> =>
  request(`${of(entity)}/${survivor}/merge${queryText({ with: others.join(",") })}`);

export const mergeRecords = (
  entity: string,
  survivor: RecordJson,
  others: { id: string; version: number }[],
  values: Record<string, { from: string }>,
): Promise<{ merge: string; moved: number; record: RecordJson }> =>
  request(`${of(entity)}/${survivor.id}/merge`, {
    method: "POST",
    version: survivor.version,
    body: { others, values },
  });

export async function listMerges(entity: string, records: string[]): Promise<Merge[]> {
  if (records.length === 0) return [];
  const page = await request<{ items: Merge[] }>(
    `${of(entity)}/merges${queryText({ of: records.join(",") })}`,
  );
  return page.items;
}

export const undoMerge = (entity: string, merge: string): Promise<Parted> =>
  request(`${of(entity)}/merges/${merge}/undo`, { method: "POST" });

/** Keys of react-query; they begin as all about the records of the entity does. */
export const mergeKeys = {
  duplicates: (entity: string, rule: string) => ["data", entity, "duplicates", rule] as const,
  preview: (entity: string, survivor: string, others: string[]) =>
    ["data", entity, "merge", survivor, others] as const,
  merges: (entity: string, records: string[]) => ["data", entity, "merges", records] as const,
};
