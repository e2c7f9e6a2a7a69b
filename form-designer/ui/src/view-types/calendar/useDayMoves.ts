import { type EntityMetadata, type RecordJson, recordKeys } from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { formatDate, useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import {
  type Day,
  moveComplaint,
  patchPlace,
  type ViewPages,
  useTurns,
  withValues,
} from "@dougong/kit/views";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type CalendarPlan, dayOfRecord } from "./plan.ts";

/** Moves records between days: at once for the eye, taken back where the server refuses. */
export function useDayMoves(entity: EntityMetadata, plan: CalendarPlan, shownKey: QueryKey) {
  const { t } = useTranslation("calendar");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const inTurn = useTurns();
  const { key } = plan.field;

  const show = (id: string, values: Partial<RecordJson>) =>
    queries.setQueryData<ViewPages>(shownKey, (pages) => withValues(pages, id, values));

  const renew = () => queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });

  async function write(record: RecordJson, to: Day): Promise<RecordJson | null> {
    const before = dayOfRecord(record, plan);
    await queries.cancelQueries({ queryKey: shownKey });
    show(record.id, { [key]: to });
    try {
      const saved = await patchPlace(entity.key, record, { [key]: record[key] }, { [key]: to });
      show(record.id, { ...saved, [key]: to });
      return { ...record, ...saved };
    } catch (error) {
      show(record.id, { [key]: before });
      showToast({ text: moveComplaint(error, t), tone: "error" });
      return null;
    } finally {
      void renew();
    }
  }

  const titleOf = (record: RecordJson) => recordTitle(entity, record, types);

  async function moveNow(record: RecordJson, change: (from: Day) => Day) {
    const from = dayOfRecord(record, plan);
    const to = change(from);
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

  /** The change is of the day that the move before it left, and not of the one that is shown. */
  return (record: RecordJson, change: (from: Day) => Day) =>
    inTurn(record, (newest) => moveNow(newest, change));
}
