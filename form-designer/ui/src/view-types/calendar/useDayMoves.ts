import {
  ApiProblem,
  type EntityMetadata,
  patchRecord,
  problemText,
  readRecord,
  type RecordJson,
  recordKeys,
  UnreachableError,
} from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { formatDate, useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Day } from "./days.ts";
import { type CalendarPlan, dayOfRecord } from "./plan.ts";
import { type PeriodPages, withValues } from "./usePeriod.ts";

/** Moves records between days: at once for the eye, taken back where the server refuses. */
export function useDayMoves(entity: EntityMetadata, plan: CalendarPlan, shownKey: QueryKey) {
  const { t } = useTranslation("calendar");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const inTurn = useTurns();
  const { key } = plan.field;

  const show = (id: string, values: Partial<RecordJson>) =>
    queries.setQueryData<PeriodPages>(shownKey, (pages) => withValues(pages, id, values));

  const renew = () => queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });

  async function write(record: RecordJson, to: Day): Promise<RecordJson | null> {
    const before = dayOfRecord(record, plan);
    await queries.cancelQueries({ queryKey: shownKey });
    show(record.id, { [key]: to });
    try {
      const saved = await patchDay(entity, key, record, to);
      show(record.id, { ...saved, [key]: to });
      return { ...record, ...saved };
    } catch (error) {
      show(record.id, { [key]: before });
      showToast({ text: complaint(error, t), tone: "error" });
      return null;
    } finally {
      void renew();
    }
  }

  const titleOf = (record: RecordJson) => recordTitle(entity, record, types);

  async function moveNow(record: RecordJson, to: Day) {
    const from = dayOfRecord(record, plan);
    if (from === to) return record;
    const saved = await write(record, to);
    if (!saved) return null;
    showToast({
      text: t("moved", { title: titleOf(record), day: formatDate(to) }),
      milliseconds: undoMilliseconds,
      action: { text: t("undo"), run: () => void inTurn(saved, (newest) => undo(newest, from)) },
    });
    return saved;
  }

  async function undo(record: RecordJson, to: Day) {
    const saved = await write(record, to);
    if (saved) {
      showToast({ text: t("movedBack", { title: titleOf(record), day: formatDate(to) }) });
    }
    return saved;
  }

  return (record: RecordJson, to: Day) => inTurn(record, (newest) => moveNow(newest, to));
}

/** Who changed something else meanwhile does not hinder a move. */
async function patchDay(
  entity: EntityMetadata,
  key: string,
  record: RecordJson,
  to: Day,
): Promise<RecordJson> {
  try {
    return await patchRecord(entity.key, record.id, record.version, { [key]: to });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    const newest = await readRecord(entity.key, record.id);
    if (newest[key] !== record[key]) throw error;
    return patchRecord(entity.key, record.id, newest.version, { [key]: to });
  }
}

/** One move of a record after the other; those behind one that failed are given up. */
function useTurns() {
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

function complaint(error: unknown, t: (key: string) => string): string {
  if (error instanceof UnreachableError) return t("unreachable");
  if (!(error instanceof ApiProblem)) return t("failed");
  if (error.status === 409) return t("stale");
  const [first] = error.entries;
  return first ? problemText(first) : t("failed");
}
