import { type Day, daysBetween, daysOf, type Period, today } from "@dougong/kit/views";
import type { Mode } from "./plan.ts";

interface AxisProps {
  period: Period;
  mode: Mode;
}

/** On a phone there is room for every fifth day, in a quarter for the beginnings of weeks. */
const isMarked = (day: Day, mode: Mode): boolean => {
  const date = Number(day.slice(8));
  return mode === "month" ? date % 5 === 1 && date < 30 : date === 1 || date === 15;
};

/** Which day is where; each bar says its dates itself, so that this is for the eye alone. */
export function Axis({ period, mode }: AxisProps) {
  const days = daysOf(period);
  const now = today();
  return (
    <div className="dg-gantt-axis" aria-hidden>
      <div className="dg-gantt-track">
        {days.map((day, at) =>
          isMarked(day, mode) ? (
            <span key={day} style={{ left: `${(at / days.length) * 100}%` }}>
              {day.slice(8) === "01" || mode === "quarter"
                ? `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
                : Number(day.slice(8))}
            </span>
          ) : null,
        )}
        {now >= period.first && now <= period.last && (
          <i style={{ left: `${((daysBetween(period.first, now) + 0.5) / days.length) * 100}%` }} />
        )}
      </div>
    </div>
  );
}
