import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import { clockOf, readCron, type Rhythm, writeCron } from "../cron.ts";
import type { InputProps } from "./optionProps.ts";

const rhythms = ["hour", "day", "week", "month"] as const;
const own = "own";
const weekDays = [1, 2, 3, 4, 5, 6, 7];
const monthDays = Array.from({ length: 31 }, (_, at) => at + 1);
const usual: Rhythm = { every: "day", minute: 0, hour: 9, day: 1 };

/** Moments that come again: picked, or written as a crontab. */
export function CronInput({ id, name, value, onSet, onLeave }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const [isOwn, setIsOwn] = useState(false);
  const text = typeof value === "string" ? value : "";
  const rhythm = isOwn ? null : readCron(text);
  const set = (change: Partial<Rhythm>) => onSet(writeCron({ ...(rhythm ?? usual), ...change }));
  return (
    <>
      <NativeSelect
        id={id}
        value={rhythm?.every ?? own}
        onChange={({ target }) => {
          const every = rhythms.find((one) => one === target.value);
          setIsOwn(every === undefined);
          if (every) onSet(writeCron({ ...(readCron(text) ?? usual), every, day: 1 }));
        }}
      >
        {rhythms.map((one) => (
          <option key={one} value={one}>
            {t(`cron.${one}`)}
          </option>
        ))}
        <option value={own}>{t("cron.own")}</option>
      </NativeSelect>
      {rhythm ? (
        <RhythmInputs name={name} rhythm={rhythm} set={set} />
      ) : (
        <TextInput
          className="dg-code"
          aria-label={t("cron.text", { name })}
          value={text}
          placeholder="0 9 * * 1"
          onChange={(event) => onSet(event.target.value || undefined, true)}
          onBlur={onLeave}
        />
      )}
    </>
  );
}

interface RhythmProps {
  name: string;
  rhythm: Rhythm;
  set: (change: Partial<Rhythm>) => void;
}

function RhythmInputs({ name, rhythm, set }: RhythmProps) {
  const { t } = useTranslation("workflowDesign");
  const days = rhythm.every === "week" ? weekDays : monthDays;
  const hasDay = rhythm.every === "week" || rhythm.every === "month";
  return (
    <div className="dg-flow-row">
      {hasDay && (
        <NativeSelect
          aria-label={t("cron.dayOf", { name })}
          value={String(rhythm.day)}
          onChange={({ target }) => set({ day: Number(target.value) })}
        >
          {days.map((day) => (
            <option key={day} value={day}>
              {rhythm.every === "week" ? t(`weekday.${day}`) : t("cron.date", { day })}
            </option>
          ))}
        </NativeSelect>
      )}
      {rhythm.every === "hour" ? (
        <TextInput
          type="number"
          min={0}
          max={59}
          aria-label={t("cron.minute", { name })}
          value={String(rhythm.minute)}
          onChange={({ target }) =>
            set({ minute: Math.min(59, Math.max(0, Math.trunc(Number(target.value)))) })
          }
        />
      ) : (
        <TextInput
          type="time"
          aria-label={t("cron.time", { name })}
          value={clockOf(rhythm)}
          onChange={({ target }) => {
            const [hour = 9, minute = 0] = target.value.split(":").map(Number);
            set({ hour, minute });
          }}
        />
      )}
    </div>
  );
}
