import { useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { type Day, monthText, type Period, plusDays, plusMonths, today } from "@dougong/kit/views";
import type { Mode } from "./days.ts";

export interface PeriodBarProps {
  mode: Mode;
  day: Day;
  period: Period;
  onChange: (mode: Mode, day: Day) => void;
}

/** Which month or week is shown, and the ways to another. */
export function PeriodBar({ mode, day, period, onChange }: PeriodBarProps) {
  const { t } = useTranslation("calendar");
  const step = (count: number) =>
    onChange(mode, mode === "month" ? plusMonths(day, count) : plusDays(day, 7 * count));
  return (
    <div className="dg-calendar-bar">
      <h2 aria-live="polite">
        {mode === "month" ? monthText(day) : `${period.first} – ${period.last.slice(5)}`}
      </h2>
      <div>
        <Button aria-label={t("before")} onClick={() => step(-1)}>
          ‹
        </Button>
        <Button onClick={() => onChange(mode, today())}>{t("today")}</Button>
        <Button aria-label={t("after")} onClick={() => step(1)}>
          ›
        </Button>
      </div>
      <div role="group" aria-label={t("period")}>
        {(["month", "week"] as const).map((one) => (
          <Button
            key={one}
            type={one === mode ? "primary" : "default"}
            aria-pressed={one === mode}
            onClick={() => onChange(one, day)}
          >
            {t(one)}
          </Button>
        ))}
      </div>
    </div>
  );
}
