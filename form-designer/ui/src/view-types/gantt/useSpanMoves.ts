import { type EntityMetadata, type RecordJson, recordKeys } from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import {
  moveComplaint,
  patchPlace,
  useTurns,
  type ViewPages,
  withValues,
} from "@dougong/kit/views";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type GanttPlan, type Span, spanOf } from "./plan.ts";

/** Moves bars: at once for the eye, taken back where the server refuses. */
export function useSpanMoves(entity: EntityMetadata, plan: GanttPlan, shownKey: QueryKey) {
  const { t } = useTranslation("gantt");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const inTurn = useTurns();
  const [start, end] = [plan.start.key, plan.end.key];
  const titleOf = (record: RecordJson) => recordTitle(entity, record, types);

  const show = (id: string, values: Partial<RecordJson>) =>
    queries.setQueryData<ViewPages>(shownKey, (pages) => withValues(pages, id, values));

  /** Both dates go together: what was between them goes along. */
  async function write(record: RecordJson, to: Span): Promise<RecordJson | null> {
    const values = { [start]: to.start, [end]: to.end };
    const before = { [start]: record[start], [end]: record[end] } as Partial<RecordJson>;
    await queries.cancelQueries({ queryKey: shownKey });
    show(record.id, values);
    try {
      const saved = await patchPlace(entity.key, record, before, values);
      show(record.id, { ...saved, ...values });
      return { ...record, ...saved };
    } catch (error) {
      show(record.id, before);
      showToast({ text: moveComplaint(error, t), tone: "error" });
      return null;
    } finally {
      void queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
    }
  }

  async function moveNow(record: RecordJson, change: (from: Span) => Span) {
    const from = spanOf(record, plan);
    const to = change(from);
    if (from.start === to.start && from.end === to.end) return record;
    const saved = await write(record, to);
    if (!saved) return null;
    showToast({
      text: t("moved", { title: titleOf(record), ...to }),
      milliseconds: undoMilliseconds,
      action: { text: t("undo"), run: () => void inTurn(saved, (newest) => undo(newest, from)) },
    });
    return saved;
  }

  async function undo(record: RecordJson, to: Span) {
    const saved = await write(record, to);
    if (saved) showToast({ text: t("movedBack", { title: titleOf(record), ...to }) });
    return saved;
  }

  /** The change is of the dates that the move before it left, and not of those that are shown. */
  return (record: RecordJson, change: (from: Span) => Span) =>
    inTurn(record, (newest) => moveNow(newest, change));
}
