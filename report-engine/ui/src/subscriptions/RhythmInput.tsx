import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { useId } from "react";
import { type Rhythm, units } from "./api.ts";

const days = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
const week = days(7);
const month = days(31);

/** The rhythm in words. */
export function useRhythmText(): (rhythm: Rhythm) => string {
  const { t } = useTranslation("subscriptions");
  return ({ every, day, time }) =>
    t(`rhythm.${every}`, { day, time, weekday: t(`weekdays.${day <= 7 ? day : 1}`) });
}

/** Each day, on a day of the week or of the month, at a time. */
export function RhythmInput({
  value,
  onChange,
}: {
  value: Rhythm;
  onChange: (rhythm: Rhythm) => void;
}) {
  const { t } = useTranslation("subscriptions");
  const id = useId();
  const isWeekly = value.every === "week";
  return (
    <fieldset className="dg-rhythm">
      <legend>{t("when")}</legend>
      <label htmlFor={`${id}-every`}>
        {t("unit")}
        <NativeSelect
          id={`${id}-every`}
          value={value.every}
          onChange={(event) =>
            onChange({ ...value, every: event.target.value as Rhythm["every"], day: 1 })
          }
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {t(`every.${unit}`)}
            </option>
          ))}
        </NativeSelect>
      </label>
      {value.every !== "day" && (
        <label htmlFor={`${id}-day`}>
          {t(isWeekly ? "weekday" : "monthday")}
          <NativeSelect
            id={`${id}-day`}
            value={value.day}
            onChange={(event) => onChange({ ...value, day: Number(event.target.value) })}
          >
            {(isWeekly ? week : month).map((day) => (
              <option key={day} value={day}>
                {isWeekly ? t(`weekdays.${day}`) : t("dayOfMonth", { day })}
              </option>
            ))}
          </NativeSelect>
        </label>
      )}
      <label htmlFor={`${id}-time`}>
        {t("time")}
        <TextInput
          id={`${id}-time`}
          type="time"
          required
          value={value.time}
          onChange={(event) => onChange({ ...value, time: event.target.value })}
        />
      </label>
    </fieldset>
  );
}
