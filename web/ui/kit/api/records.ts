import { queryText, request } from "./client.ts";
import type { Json } from "./json.ts";

/** What a reference, user or organisation unit reads as. */
export interface RecordLink {
  id: string;
  label: string;
}

/** A record as the server sends it: system fields and the entity's fields by key. */
export interface RecordJson {
  id: string;
  version: number;
  createdAt?: string;
  updatedAt?: string;
  deletedAt?: string;
  createdBy?: RecordLink | null;
  updatedBy?: RecordLink | null;
  owner?: RecordLink | null;
  orgUnit?: RecordLink | null;
  [field: string]: Json | RecordLink | undefined;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
  count?: number;
  limit?: number;
}

export interface ListQuery {
  filter?: string;
  sort?: string;
  fields?: string;
  q?: string;
  limit?: number;
  after?: string;
  count?: boolean;
  deleted?: boolean;
}

export interface FieldChange {
  key: string;
  label: string;
  /** The field does not exist any more; its values are shown as they were stored. */
  removed?: boolean;
  before: Json;
  after: Json;
}

export interface Change {
  seq: number | string;
  at: string;
  by?: RecordLink | null;
  op: "created" | "updated" | "deleted" | "restored" | "derived";
  why?: string | null;
  /** Name of the document that `why` names, as `workflow:firstCall`. */
  whyLabel?: string | null;
  version: number;
  fields: FieldChange[];
}

const of = (entity: string, id?: string) =>
  `/api/data/${encodeURIComponent(entity)}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;

export function listRecords(
  entity: string,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<Page<RecordJson>> {
  return request(of(entity) + queryText({ ...query }), signal ? { signal } : {});
}

export function readRecord(entity: string, id: string, asOf?: string): Promise<RecordJson> {
  return request(of(entity, id) + queryText({ asOf }));
}

export function createRecord(
  entity: string,
  values: Record<string, unknown>,
  idempotencyKey: string,
  followedForm?: string,
): Promise<RecordJson> {
  return request(of(entity), { method: "POST", body: values, idempotencyKey, followedForm });
}

export function patchRecord(
  entity: string,
  id: string,
  version: number,
  values: Record<string, unknown>,
  followedForm?: string,
  idempotencyKey?: string,
): Promise<RecordJson> {
  return request(of(entity, id), {
    method: "PATCH",
    body: values,
    version,
    followedForm,
    idempotencyKey,
  });
}

export function deleteRecord(entity: string, id: string, version: number): Promise<unknown> {
  return request(of(entity, id), { method: "DELETE", version });
}

export function restoreRecord(entity: string, id: string): Promise<RecordJson> {
  return request(`${of(entity, id)}/restore`, { method: "POST", body: {} });
}

/** Uncovers one masked value; the server notes who did. */
export function revealValue(
  entity: string,
  id: string,
  field: string,
): Promise<{ value: string | null; shown: string }> {
  return request(`${of(entity, id)}/reveal`, { method: "POST", body: { field } });
}

export function listChanges(entity: string, id: string, after?: string): Promise<Page<Change>> {
  return request(`${of(entity, id)}/changes${queryText({ after })}`);
}

/** A time in which a field kept a value; `until` is null where it still has it. */
export interface FieldSpan {
  value: unknown;
  from: string;
  until: string | null;
  by?: RecordLink | null;
}

/** When a field took and left each of its values, the oldest first. */
export function readSpans(entity: string, id: string, field: string): Promise<Page<FieldSpan>> {
  return request(`${of(entity, id)}/changes/spans${queryText({ field })}`);
}

/** Keys of react-query: everything about an entity's records begins with `["data", entity]`. */
export const recordKeys = {
  entity: (entity: string) => ["data", entity] as const,
  list: (entity: string, query: ListQuery) => ["data", entity, "list", query] as const,
  one: (entity: string, id: string, asOf?: string) => ["data", entity, "one", id, asOf] as const,
  timeline: (entity: string, id: string, kinds: string) =>
    ["data", entity, "timeline", id, kinds] as const,
  changes: (entity: string, id: string) => ["data", entity, "changes", id] as const,
  spans: (entity: string, id: string, field: string) =>
    ["data", entity, "spans", id, field] as const,
};

export type BatchOperation =
  | { op: "update"; id: string; version: number; values: Record<string, unknown> }
  | { op: "delete"; id: string; version: number };

/** All operations or none; answers with the new version of each record. */
export function writeBatch(
  entity: string,
  operations: BatchOperation[],
  idempotencyKey: string,
): Promise<{ items: { id: string; version: number }[] }> {
  return request(`${of(entity)}/batch`, { method: "POST", body: { operations }, idempotencyKey });
}
