import { MAX_DAYS, MAX_HOURS, MAX_MINUTES } from "../dates.ts";
import { dateIn, fit, local, ofLocal, parse, SECOND, secondOfDay, timeText } from "../instants.ts";
import { whole } from "../numbers.ts";
import { type Arguments, type Body, type Functions, strict } from "./function.ts";

function shift(limit: number, seconds: bigint): Body {
  return strict((a) => {
    const count = a.integer(1, limit);
    if (count === null) return null;
    return fit(a.instant(0) + BigInt(count) * seconds * SECOND, a.context);
  });
}

function span(seconds: bigint): Body {
  return strict((a) => whole((a.instant(1) - a.instant(0)) / (seconds * SECOND)));
}

function localOf(a: Arguments): ReturnType<typeof local> {
  return local(a.instant(0), a.context.zone);
}

function now(a: Arguments): bigint | null {
  return parse(a.context.now);
}

export const timeFunctions: Functions = {
  now,
  today: (a) => {
    const instant = now(a);
    return instant === null ? null : dateIn(instant, a.context);
  },
  dateOf: strict((a) => dateIn(a.instant(0), a.context)),
  timeOf: strict((a) => timeText(localOf(a))),
  dateTime: strict((a) => fit(ofLocal(a.text(0), 0, a.context.zone), a.context)),
  dateTimeAt: strict((a) =>
    fit(ofLocal(a.text(0), secondOfDay(a.text(1)), a.context.zone), a.context),
  ),
  hour: strict((a) => whole(localOf(a).hour)),
  hourOfTime: strict((a) => whole(Math.floor(secondOfDay(a.text(0)) / 3600))),
  minute: strict((a) => whole(localOf(a).minute)),
  minuteOfTime: strict((a) => whole(Math.floor((secondOfDay(a.text(0)) % 3600) / 60))),
  addDaysToDateTime: shift(MAX_DAYS, 86_400n),
  addHours: shift(MAX_HOURS, 3600n),
  addMinutes: shift(MAX_MINUTES, 60n),
  hoursBetween: span(3600n),
  minutesBetween: span(60n),
  seconds: strict((a) => a.number(0)),
};
