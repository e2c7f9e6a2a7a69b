import {
  type EntityMetadata,
  type ListQuery,
  readRecord,
  type RecordJson,
  recordKeys,
} from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { askedBefore, type Faults, faultsOf } from "@dougong/kit/moves";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { moveComplaint, patchPlace, useTurns, writable } from "@dougong/kit/views";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type BoardColumn, type BoardPlan, columnQuery } from "./columns.ts";
import { type ColumnPages, without, withFirst } from "./useColumn.ts";
import { countKey } from "./useCounts.ts";

/** What the server wants to know before a record may move. */
export interface Asked {
  record: RecordJson;
  from: BoardColumn;
  to: BoardColumn;
  /** What is wrong, by field. */
  faults: Faults;
}

type Values = Record<string, unknown>;

/** Moves records between columns: at once for the eye, undone where the server refuses. */
export function useMoves(entity: EntityMetadata, plan: BoardPlan, query: ListQuery) {
  const { t } = useTranslation("kanban");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const inTurn = useTurns();
  const keyOf = (column: BoardColumn) =>
    recordKeys.list(entity.key, columnQuery(query, plan, column));
  const titleOf = (record: RecordJson) => recordTitle(entity, record, types);

  /** A page under way would bring the card back to where it was; a first page may come. */
  const settle = (column: BoardColumn) =>
    queries.cancelQueries({
      queryKey: keyOf(column),
      predicate: ({ state }) => state.data !== undefined,
    });

  function show(record: RecordJson, from: BoardColumn, to: BoardColumn) {
    queries.setQueryData<ColumnPages>(keyOf(from), (pages) => without(pages, record.id));
    queries.setQueryData<ColumnPages>(keyOf(to), (pages) => withFirst(pages, record));
  }

  async function renew(id: string, ...columns: BoardColumn[]) {
    await Promise.all([
      queries.invalidateQueries({ queryKey: countKey(entity.key) }),
      ...columns.map((column) => queries.invalidateQueries({ queryKey: keyOf(column) })),
    ]);
    for (const part of ["one", "changes"]) {
      void queries.invalidateQueries({ queryKey: [...recordKeys.entity(entity.key), part, id] });
    }
    void queries.invalidateQueries({
      queryKey: [...recordKeys.entity(entity.key), "list"],
      refetchType: "none",
    });
  }

  async function write(record: RecordJson, from: BoardColumn, to: BoardColumn, more: Values) {
    await Promise.all([from, to].map(settle));
    show({ ...record, [plan.field.key]: to.value }, from, to);
    try {
      const values = { ...more, [plan.field.key]: to.value };
      const saved = await patchPlace(entity.key, record, { [plan.field.key]: from.value }, values);
      show({ ...record, ...saved }, from, to);
      void renew(record.id);
      return saved;
    } catch (error) {
      show(record, to, from);
      throw error;
    }
  }

  const move = (record: RecordJson, from: BoardColumn, to: BoardColumn): Promise<unknown> =>
    from.key === to.key
      ? Promise.resolve()
      : inTurn(record, (newest) => moveNow({ ...record, ...newest }, from, to));

  async function moveNow(record: RecordJson, from: BoardColumn, to: BoardColumn) {
    try {
      const saved = await write(record, from, to, {});
      tell(saved, from, to, {});
      return saved;
    } catch (error) {
      const faults = faultsOf(error, entity, plan.field);
      if (faults) setAsked({ record: await readRecord(entity.key, record.id), from, to, faults });
      else complain(error, record, from, to);
      return null;
    }
  }

  /** Moves with what the server wanted to know; it may want to know more. */
  async function answer(values: Values) {
    if (!asked) return;
    const { record, from, to } = asked;
    try {
      const saved = await write(record, from, to, values);
      setAsked(null);
      const before = Object.keys(values).map((key) => [key, writable(record[key])]);
      tell(saved, from, to, Object.fromEntries(before));
    } catch (error) {
      const faults = faultsOf(error, entity, plan.field);
      if (faults) return setAsked({ ...asked, faults: askedBefore(asked.faults, faults) });
      setAsked(null);
      complain(error, record, from, to);
    }
  }

  function tell(saved: RecordJson, from: BoardColumn, to: BoardColumn, before: Values) {
    showToast({
      text: t("moved", { title: titleOf(saved), column: to.label }),
      milliseconds: undoMilliseconds,
      action: { text: t("undo"), run: () => void undo(saved, to, from, before) },
    });
  }

  async function undo(record: RecordJson, from: BoardColumn, to: BoardColumn, before: Values) {
    try {
      await write(record, from, to, before);
      showToast({ text: t("movedBack", { title: titleOf(record), column: to.label }) });
    } catch (error) {
      complain(error, record, from, to);
    }
  }

  function complain(error: unknown, record: RecordJson, from: BoardColumn, to: BoardColumn) {
    showToast({ text: moveComplaint(error, t), tone: "error" });
    void renew(record.id, from, to);
  }

  return { move, asked, answer, close: () => setAsked(null) };
}
