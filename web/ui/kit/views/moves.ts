import { useRef } from "react";
import {
  ApiProblem,
  patchRecord,
  problemText,
  readRecord,
  type RecordJson,
  UnreachableError,
} from "../api/index.ts";

/** A value as it was read, to be written again. */
export const writable = (value: unknown): unknown =>
  value !== null && typeof value === "object" && "id" in value ? value.id : (value ?? null);

/**
 * Writes the fields that place a record. Who changed something else meanwhile, a person or a
 * workflow, does not hinder a move.
 *
 * @param before what these fields held when the record was moved
 */
export async function patchPlace(
  entity: string,
  record: RecordJson,
  before: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): Promise<RecordJson> {
  try {
    return await patchRecord(entity, record.id, record.version, values);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    const newest = await readRecord(entity, record.id);
    const isElsewhere = Object.entries(before).some(
      ([field, value]) => writable(newest[field]) !== writable(value),
    );
    if (isElsewhere) throw error;
    return patchRecord(entity, record.id, newest.version, values);
  }
}

/** One move of a record after the other; those behind one that failed are given up. */
export function useTurns() {
  const underWay = useRef(new Map<string, Promise<RecordJson | null>>());
  return (record: RecordJson, work: (newest: RecordJson) => Promise<RecordJson | null>) => {
    const before = underWay.current.get(record.id) ?? Promise.resolve(record);
    const next = before.then((newest) => newest && work(newest));
    underWay.current.set(record.id, next);
    return next.finally(() => {
      if (underWay.current.get(record.id) === next) underWay.current.delete(record.id);
    });
  };
}

/** Why a record stays where it was; `t` has the texts `unreachable`, `stale` and `failed`. */
export function moveComplaint(error: unknown, t: (key: string) => string): string {
  if (error instanceof UnreachableError) return t("unreachable");
  if (!(error instanceof ApiProblem)) return t("failed");
  if (error.status === 409) return t("stale");
  const [first] = error.entries;
  return first ? problemText(first) : t("failed");
}
