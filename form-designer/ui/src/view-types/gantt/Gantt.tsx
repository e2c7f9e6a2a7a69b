import { type RecordJson, recordKeys } from "@dougong/kit/api";
import { DragArea, type DropPoint } from "@dougong/kit/dnd";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, Notice } from "@dougong/kit/ui";
import {
  type Day,
  GroupHeading,
  groupsOf,
  type Period,
  today,
  useViewPages,
  type ViewProps,
} from "@dougong/kit/views";
import { Button } from "antd";
import { useState } from "react";
import { Axis } from "./Axis.tsx";
import { endHandle, GanttRow } from "./GanttRow.tsx";
import { PeriodBar } from "./PeriodBar.tsx";
import {
  droppedAt,
  endedAt,
  type GanttPlan,
  type Mode,
  periodOf,
  periodQuery,
  planOf,
  type Span,
  spanOf,
} from "./plan.ts";
import { SpanDialog } from "./SpanDialog.tsx";
import { useSpanMoves } from "./useSpanMoves.ts";
import "./texts.ts";
import "./gantt.css";

/** Records as bars from one date to another, a month or a quarter at a time. */
export default function Gantt(props: ViewProps) {
  const types = useFieldTypes();
  const { t } = useTranslation("gantt");
  const plan = planOf(props.entity, props.view, types);
  if (!plan) return <EmptyState title={t("gone")} text={t("goneText")} />;
  return <PlannedGantt {...props} plan={plan} />;
}

function PlannedGantt({ entity, query, plan }: ViewProps & { plan: GanttPlan }) {
  const { t } = useTranslation("gantt");
  const types = useFieldTypes();
  const [{ mode, day }, setShown] = useState<{ mode: Mode; day: Day }>(() => ({
    mode: "quarter",
    day: today(),
  }));
  const [chosen, setChosen] = useState<RecordJson | null>(null);
  const period = periodOf(mode, day);
  const own = periodQuery(query, plan, period);
  const pages = useViewPages(entity, own);
  const move = useSpanMoves(entity, plan, recordKeys.list(entity.key, own));
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];

  function drop(item: string, point: DropPoint) {
    const isEnd = item.startsWith(endHandle);
    const id = isEnd ? item.slice(endHandle.length) : item;
    const record = records.find((one) => one.id === id);
    if (!record) return;
    const place = isEnd ? endedAt : droppedAt;
    void move(record, (from) => place(from, period, point.across));
  }

  return (
    <DragArea onDrop={(item, _place, point) => drop(item, point)}>
      <PeriodBar
        mode={mode}
        day={day}
        period={period}
        onChange={(nextMode, nextDay) => setShown({ mode: nextMode, day: nextDay })}
      />
      {pages.hasNextPage && (
        <Notice tone="warning">
          {t("cut", { count: records.length })}{" "}
          <Button
            size="small"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </Notice>
      )}
      {pages.error && !pages.data ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Bones lines={10} />
      ) : records.length === 0 ? (
        <EmptyState title={t("none")} text={t("noneText")} />
      ) : (
        <Chart
          period={period}
          mode={mode}
          entity={entity}
          plan={plan}
          records={records}
          onChoose={setChosen}
          onMove={(record, change) => void move(record, change)}
        />
      )}
      {chosen && (
        <SpanDialog
          title={recordTitle(entity, chosen, types)}
          span={spanOf(chosen, plan)}
          onClose={() => setChosen(null)}
          onMove={(span) => {
            setChosen(null);
            void move(chosen, () => span);
          }}
        />
      )}
    </DragArea>
  );
}

interface ChartProps extends Pick<ViewProps, "entity"> {
  period: Period;
  mode: Mode;
  plan: GanttPlan;
  records: readonly RecordJson[];
  onChoose: (record: RecordJson) => void;
  onMove: (record: RecordJson, change: (from: Span) => Span) => void;
}

function Chart({ period, mode, entity, plan, records, onChoose, onMove }: ChartProps) {
  const { t } = useTranslation("gantt");
  const types = useFieldTypes();
  const groups = groupsOf(records, plan.group, types, t("ungrouped"));
  return (
    <div className="dg-gantt">
      <Axis period={period} mode={mode} />
      {groups.map((group) => (
        <section key={group.key}>
          <GroupHeading field={plan.group} group={group} />
          <ol>
            {group.records.map((record) => (
              <GanttRow
                key={record.id}
                entity={entity}
                plan={plan}
                record={record}
                period={period}
                onChoose={() => onChoose(record)}
                onMove={(change) => onMove(record, change)}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
