import type { RecordJson } from "@dougong/kit/api";
import { useDropPlace } from "@dougong/kit/dnd";
import { useTranslation } from "@dougong/kit/i18n";
import { type Day, dayText } from "@dougong/kit/views";
import type { ReactNode } from "react";

export interface DayCellProps {
  day: Day;
  records: readonly RecordJson[];
  /** How many are shown at most; the others stand behind a button. */
  limit: number;
  isToday: boolean;
  isOutside: boolean;
  isLong: boolean;
  isDropDisabled: boolean;
  card: (record: RecordJson) => ReactNode;
  onAll: () => void;
}

/** A day and what stands on it. */
export function DayCell(props: DayCellProps) {
  const { day, records, limit } = props;
  const { t } = useTranslation("calendar");
  const { ref, isDropTarget } = useDropPlace(day, props.isDropDisabled);
  const shown = records.length > limit ? records.slice(0, limit) : records;
  const classes = [
    "dg-calendar-day",
    isDropTarget && "dg-calendar-target",
    props.isToday && "dg-calendar-today",
    props.isOutside && "dg-calendar-outside",
  ];
  return (
    <li ref={ref} className={classes.filter(Boolean).join(" ")} data-day={day}>
      <h2 aria-label={dayText(day)} aria-current={props.isToday ? "date" : undefined}>
        <span>{props.isLong ? dayText(day) : Number(day.slice(8))}</span>
      </h2>
      {shown.length > 0 && <ul>{shown.map(props.card)}</ul>}
      {shown.length < records.length && (
        <button
          type="button"
          className="dg-calendar-all"
          aria-label={`${dayText(day)} ${t("all", { count: records.length - shown.length })}`}
          onClick={props.onAll}
        >
          {t("all", { count: records.length - shown.length })}
        </button>
      )}
    </li>
  );
}
