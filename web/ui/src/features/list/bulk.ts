import {
  ApiProblem,
  type BatchOperation,
  type ListQuery,
  listRecords,
  problemText,
  type RecordJson,
  writeBatch,
} from "@dougong/kit/api";
import { quote } from "@dougong/kit/fields";
import { randomKey } from "@dougong/kit/lib";

/** Most records of one bulk action. */
export const mostRecords = 10_000;
const perBatch = 200;
const perPage = 500;

/** What became of each record of a bulk action. */
export interface BulkReport {
  done: { record: RecordJson; version: number }[];
  refused: { record: RecordJson; reason: string }[];
}

/** All records of a list with the fields that are named, page by page. */
export async function readAll(entity: string, query: ListQuery): Promise<RecordJson[]> {
  const records: RecordJson[] = [];
  let after: string | undefined;
  do {
    const page = await listRecords(entity, { ...query, limit: perPage, ...(after && { after }) });
    records.push(...page.items);
    after = page.next ?? undefined;
  } while (after && records.length < mostRecords);
  return records;
}

/**
 * The chosen records with a field that the list does not show, so that it can be written back; the
 * versions stay those that were seen.
 */
export async function withField(
  entity: string,
  chosen: readonly RecordJson[],
  key: string,
): Promise<RecordJson[]> {
  const values = new Map<string, RecordJson>();
  for (let at = 0; at < chosen.length; at += perBatch) {
    const ids = chosen.slice(at, at + perBatch).map(({ id }) => quote(id));
    const query = { filter: `id in (${ids.join(", ")})`, fields: `id,${key}`, limit: perBatch };
    for (const record of (await listRecords(entity, query)).items) values.set(record.id, record);
  }
  return chosen.map((record) => ({ ...record, [key]: values.get(record.id)?.[key] ?? null }));
}

export async function countAll(entity: string, query: ListQuery): Promise<number> {
  const page = await listRecords(entity, { ...query, fields: "id", limit: 1, count: true });
  return page.count ?? 0;
}

/** What is said of records where no answer comes, also when it is asked for a second time. */
export interface LostTexts {
  /** Of those that were sent. */
  unknown: string;
  /** Of those that were not. */
  untried: string;
}

/**
 * Does one operation for each record in batches, each all or nothing; records that the server
 * refuses are left out with the reason, and the rest of their batch is tried without them. Where no
 * answer comes it ends there, and the report says of each record what is known.
 */
export async function runBulk(
  entity: string,
  records: readonly RecordJson[],
  operationOf: (record: RecordJson) => BatchOperation,
  onProgress: (done: number) => void,
  lost: LostTexts,
): Promise<BulkReport> {
  const report: BulkReport = { done: [], refused: [] };
  for (let at = 0; at < records.length; at += perBatch) {
    const some = records.slice(at, at + perBatch);
    try {
      await runSome(entity, some, operationOf, report);
    } catch {
      const told = new Set([...report.done, ...report.refused].map(({ record }) => record.id));
      for (const record of records) {
        if (told.has(record.id)) continue;
        const reason = some.includes(record) ? lost.unknown : lost.untried;
        report.refused.push({ record, reason });
      }
      return report;
    }
    onProgress(Math.min(records.length, at + perBatch));
  }
  return report;
}

/** Sends a batch; one whose answer was lost is sent again with the same key, so that it happens once. */
async function send(entity: string, operations: BatchOperation[]) {
  const key = randomKey();
  try {
    return await writeBatch(entity, operations, key);
  } catch (error) {
    if (error instanceof ApiProblem) throw error;
    return writeBatch(entity, operations, key);
  }
}

async function runSome(
  entity: string,
  records: readonly RecordJson[],
  operationOf: (record: RecordJson) => BatchOperation,
  report: BulkReport,
): Promise<void> {
  if (records.length === 0) return;
  try {
    const answer = await send(entity, records.map(operationOf));
    records.forEach((record, at) => {
      report.done.push({ record, version: answer.items[at]?.version ?? record.version + 1 });
    });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const reasons = reasonsOf(error, records.length);
    if (reasons.size > 0) {
      records.forEach((record, at) => {
        const reason = reasons.get(at);
        if (reason !== undefined) report.refused.push({ record, reason });
      });
      const rest = records.filter((_, at) => !reasons.has(at));
      return runSome(entity, rest, operationOf, report);
    }
    const [only] = records;
    if (only && records.length === 1) {
      const [entry] = error.entries;
      report.refused.push({ record: only, reason: entry ? problemText(entry) : error.message });
      return;
    }
    const middle = Math.ceil(records.length / 2);
    await runSome(entity, records.slice(0, middle), operationOf, report);
    await runSome(entity, records.slice(middle), operationOf, report);
  }
}

/** Reasons by the place of the operation; empty where the answer names none. */
function reasonsOf(problem: ApiProblem, count: number): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const entry of problem.entries) {
    const at = /^\/operations\/(\d+)(?:\/|$)/.exec(entry.pointer ?? "")?.[1];
    if (at === undefined || Number(at) >= count) continue;
    const text = problemText(entry);
    const known = reasons.get(Number(at));
    reasons.set(Number(at), known ? `${known} ${text}` : text);
  }
  return reasons;
}
