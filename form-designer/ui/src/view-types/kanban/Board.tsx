import type { RecordJson } from "@dougong/kit/api";
import { DragArea } from "@dougong/kit/dnd";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { ReasonDialog } from "@dougong/kit/moves";
import { EmptyState } from "@dougong/kit/ui";
import type { ViewProps } from "@dougong/kit/views";
import { useRef, useState } from "react";
import { ColumnChoice } from "./ColumnChoice.tsx";
import { ColumnList } from "./ColumnList.tsx";
import { type BoardColumn, type BoardPlan, columnQuery, noValue, planOf } from "./columns.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { useCounts } from "./useCounts.ts";
import { useMoves } from "./useMoves.ts";
import "./texts.ts";
import "./board.css";

/** Records as cards in columns by a value; a phone shows one column at a time. */
export default function Board(props: ViewProps) {
  const types = useFieldTypes();
  const { t } = useTranslation("kanban");
  const plan = planOf(props.entity, props.view, types);
  if (!plan) return <EmptyState title={t("empty")} text="" />;
  return <PlannedBoard {...props} plan={plan} />;
}

interface Chosen {
  record: RecordJson;
  from: BoardColumn;
}

function PlannedBoard({ entity, query, plan }: ViewProps & { plan: BoardPlan }) {
  const { t } = useTranslation("kanban");
  const isPhone = useIsPhone();
  const types = useFieldTypes();
  const counts = useCounts(entity, plan, query);
  const moves = useMoves(entity, plan, query);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [shownKey, setShownKey] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const dragged = useRef(new Map<string, Chosen>());
  const columns = counts?.has("") ? [noValue(t("noValue")), ...plan.columns] : plan.columns;
  const shown = columns.find((column) => column.key === shownKey) ?? columns[0];

  function moveBy(record: RecordJson, from: BoardColumn, step: number) {
    const to = columns[columns.indexOf(from) + step];
    if (!to || !plan.isMovable) return;
    setFocused(record.id);
    void moves.move(record, from, to);
  }

  const column = (one: BoardColumn) => (
    <ColumnList
      key={one.key}
      entity={entity}
      plan={plan}
      column={one}
      query={columnQuery(query, plan, one)}
      count={counts && (counts.get(one.key) ?? { count: 0, sums: [] })}
      focused={focused}
      onMove={(record) => setChosen({ record, from: one })}
      onStep={(record, step) => moveBy(record, one, step)}
      onCards={(records) => {
        for (const record of records) dragged.current.set(record.id, { record, from: one });
      }}
    />
  );

  return (
    <DragArea
      onDrop={(id, place) => {
        const source = dragged.current.get(id);
        const to = columns.find((one) => one.key === place);
        if (source && to) void moves.move(source.record, source.from, to);
      }}
    >
      {isPhone && (
        <ColumnChoice
          columns={columns}
          counts={counts}
          chosen={shown?.key}
          onChoose={setShownKey}
        />
      )}
      <div className={isPhone ? "dg-board dg-board-phone" : "dg-board"}>
        {isPhone ? shown && column(shown) : columns.map(column)}
      </div>
      {chosen && (
        <MoveDialog
          title={recordTitle(entity, chosen.record, types)}
          columns={columns.filter((one) => one.key !== chosen.from.key && one.value !== null)}
          onMove={(to) => {
            setChosen(null);
            setFocused(chosen.record.id);
            void moves.move(chosen.record, chosen.from, to);
          }}
          onClose={() => setChosen(null)}
        />
      )}
      {moves.asked && (
        <ReasonDialog
          key={moves.asked.record.id}
          entity={entity}
          record={moves.asked.record}
          moved={plan.field}
          to={moves.asked.to.label}
          faults={moves.asked.faults}
          onAnswer={(values) => void moves.answer(values)}
          onClose={moves.close}
        />
      )}
    </DragArea>
  );
}
