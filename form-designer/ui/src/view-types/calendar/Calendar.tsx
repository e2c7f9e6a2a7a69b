import { type RecordJson, recordKeys } from "@dougong/kit/api";
import { DragArea } from "@dougong/kit/dnd";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Bones, Dialog, EmptyState, ErrorState, Notice } from "@dougong/kit/ui";
import {
  type Day,
  dayText,
  daysOf,
  plusDays,
  today,
  useViewPages,
  type ViewProps,
  weekdayText,
} from "@dougong/kit/views";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { CalendarCard } from "./CalendarCard.tsx";
import { DayCell } from "./DayCell.tsx";
import { DayDialog } from "./DayDialog.tsx";
import { type Mode, periodOf } from "./days.ts";
import { PeriodBar } from "./PeriodBar.tsx";
import { byDay, type CalendarPlan, dayOfRecord, periodQuery, planOf } from "./plan.ts";
import { useDayMoves } from "./useDayMoves.ts";
import "./texts.ts";
import "./calendar.css";

const shownInMonth = 3;

/** Records on their days, a month or a week at a time; a phone lists the days. */
export default function Calendar(props: ViewProps) {
  const types = useFieldTypes();
  const { t } = useTranslation("calendar");
  const plan = planOf(props.entity, props.view, types);
  if (!plan) return <EmptyState title={t("gone")} text={t("goneText")} />;
  return <PlannedCalendar {...props} plan={plan} />;
}

function PlannedCalendar({ entity, query, plan }: ViewProps & { plan: CalendarPlan }) {
  const { t } = useTranslation("calendar");
  const types = useFieldTypes();
  const isPhone = useIsPhone();
  const [{ mode, day }, setShown] = useState<{ mode: Mode; day: Day }>(() => ({
    mode: "month",
    day: today(),
  }));
  const [chosen, setChosen] = useState<RecordJson | null>(null);
  const [allOf, setAllOf] = useState<Day | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const period = periodOf(mode, day);
  const own = periodQuery(query, plan, period);
  const pages = useViewPages(entity, own);
  const move = useDayMoves(entity, plan, recordKeys.list(entity.key, own));
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const days = byDay(records, plan);
  const isLong = isPhone || mode === "week";

  /** Where a record leaves the period that is shown, the eye goes with it. */
  async function moveAlong(record: RecordJson, change: (from: Day) => Day) {
    setFocused(record.id);
    const saved = await move(record, change);
    const to = saved && dayOfRecord(saved, plan);
    if (to && (to < period.first || to > period.last)) setShown({ mode, day: to });
  }

  const card = (record: RecordJson) => (
    <CalendarCard
      key={record.id}
      entity={entity}
      plan={plan}
      record={record}
      isLong={isLong || allOf !== null}
      isFocused={focused === record.id}
      onMove={() => {
        setAllOf(null);
        setChosen(record);
      }}
      onStep={(step) => void moveAlong(record, (from) => plusDays(from, step))}
    />
  );

  return (
    <DragArea
      onDrop={(id, place) => {
        const record = records.find((one) => one.id === id);
        if (record) void move(record, () => place);
      }}
    >
      <PeriodBar
        mode={mode}
        day={day}
        period={period}
        onChange={(nextMode, nextDay) => setShown({ mode: nextMode, day: nextDay })}
      />
      {pages.hasNextPage && (
        <Notice tone="warning">
          {t("cut", { count: records.length, day: dayText([...days.keys()].at(-1) ?? day) })}{" "}
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
      ) : (
        <Days
          mode={mode}
          shown={daysOf(period).filter((one) => !isPhone || days.has(one))}
          month={day.slice(0, 7)}
          days={days}
          isPhone={isPhone}
          isMovable={plan.isMovable}
          card={allOf === null ? card : () => null}
          onAll={setAllOf}
        />
      )}
      {allOf !== null && (
        <Dialog isOpen title={t("allOf", { day: dayText(allOf) })} onClose={() => setAllOf(null)}>
          <ul className="dg-calendar-of-day">{(days.get(allOf) ?? []).map(card)}</ul>
        </Dialog>
      )}
      {chosen && (
        <DayDialog
          title={recordTitle(entity, chosen, types)}
          day={dayOfRecord(chosen, plan)}
          onClose={() => setChosen(null)}
          onMove={(to) => {
            setChosen(null);
            void moveAlong(chosen, () => to);
          }}
        />
      )}
    </DragArea>
  );
}

interface DaysProps {
  mode: Mode;
  shown: Day[];
  month: string;
  days: ReadonlyMap<Day, RecordJson[]>;
  isPhone: boolean;
  isMovable: boolean;
  card: (record: RecordJson) => ReactNode;
  onAll: (day: Day) => void;
}

function Days({ mode, shown, month, days, isPhone, isMovable, card, onAll }: DaysProps) {
  const { t } = useTranslation("calendar");
  const now = today();
  if (isPhone && shown.length === 0) return <p className="dg-calendar-none">{t("none")}</p>;
  const isMonthGrid = mode === "month" && !isPhone;
  return (
    <>
      {isMonthGrid && (
        <div className="dg-calendar-weekdays" aria-hidden>
          {shown.slice(0, 7).map((day) => (
            <span key={day}>{weekdayText(day)}</span>
          ))}
        </div>
      )}
      <ol className={isPhone ? "dg-calendar dg-calendar-phone" : `dg-calendar dg-calendar-${mode}`}>
        {shown.map((day) => (
          <DayCell
            key={day}
            day={day}
            records={days.get(day) ?? []}
            limit={isMonthGrid ? shownInMonth : Number.POSITIVE_INFINITY}
            isToday={day === now}
            isOutside={mode === "month" && !day.startsWith(month)}
            isLong={!isMonthGrid}
            isDropDisabled={!isMovable}
            card={card}
            onAll={() => onAll(day)}
          />
        ))}
      </ol>
    </>
  );
}
