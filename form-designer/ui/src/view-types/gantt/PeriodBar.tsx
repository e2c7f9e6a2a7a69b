import { useTranslation } from "@dougong/kit/i18n";
import { type Day, monthText, type Period, plusMonths, today } from "@dougong/kit/views";
import { Button } from "antd";
import type { Mode } from "./plan.ts";

export interface PeriodBarProps {
  mode: Mode;
  day: Day;
  period: Period;
  onChange: (mode: Mode, day: Day) => void;
}

/** Which months are shown, and the ways to others. */
export function PeriodBar({ mode, day, period, onChange }: PeriodBarProps) {
  const { t } = useTranslation("gantt");
  const step = (count: number) => onChange(mode, plusMonths(day, count));
  return (
    <div className="dg-gantt-bar-above">
      <h2 aria-live="polite">
        {mode === "month"
          ? monthText(day)
          : `${period.first.slice(0, 7)} – ${period.last.slice(0, 7)}`}
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
        {(["month", "quarter"] as const).map((one) => (
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
