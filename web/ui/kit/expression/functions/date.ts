import {
  addDays,
  addMonths,
  anniversary,
  type Civil,
  dayNumber,
  daysIn,
  isLeap,
  isoWeek,
  MAX_DAYS,
  MAX_MONTHS,
  MAX_YEARS,
  made,
  read,
  weekday,
  wholeMonths,
} from "../dates.ts";
import { whole } from "../numbers.ts";
import { type Arguments, type Body, type Functions, holds, strict } from "./function.ts";

function part(of: (date: Civil) => number): Body {
  return strict((a) => whole(of(read(a.text(0)))));
}

function shift(limit: number, by: (a: Arguments, count: number) => string | null): Body {
  return strict((a) => {
    const count = a.integer(1, limit);
    return count === null ? null : by(a, count);
  });
}

function border(of: (date: Civil) => Civil): Body {
  return strict((a) => {
    const { year, month, day } = of(read(a.text(0)));
    return made(year, month, day, a.context);
  });
}

function next(a: Arguments): string | null {
  const from = a.text(1);
  const { year } = read(from);
  const thisYear = anniversary(a.text(0), year, a.context);
  const isPast = thisYear !== null && thisYear < from;
  return isPast ? anniversary(a.text(0), year + 1, a.context) : thisYear;
}

export const dateFunctions: Functions = {
  date: strict((a) => {
    const [year, month, day] = [0, 1, 2].map((i) => a.integer(i, 9999));
    if (typeof year !== "number" || typeof month !== "number" || typeof day !== "number") {
      return null;
    }
    return made(year, month, day, a.context);
  }),
  year: part((d) => d.year),
  month: part((d) => d.month),
  day: part((d) => d.day),
  quarter: part((d) => Math.floor((d.month + 2) / 3)),
  weekday: part((d) => weekday(dayNumber(d))),
  dayOfYear: part((d) => dayNumber(d) - dayNumber({ year: d.year, month: 1, day: 1 }) + 1),
  weekOfYear: part((d) => isoWeek(dayNumber(d))),
  addDays: shift(MAX_DAYS, (a, count) => addDays(a.text(0), count, a.context)),
  addMonths: shift(MAX_MONTHS, (a, count) => addMonths(a.text(0), count, a.context)),
  addYears: shift(MAX_YEARS, (a, count) => addMonths(a.text(0), 12 * count, a.context)),
  daysBetween: strict((a) => whole(dayNumber(read(a.text(1))) - dayNumber(read(a.text(0))))),
  monthsBetween: strict((a) => whole(wholeMonths(a.text(0), a.text(1)))),
  yearsBetween: strict((a) => whole(Math.trunc(wholeMonths(a.text(0), a.text(1)) / 12))),
  startOfWeek: strict((a) => {
    const days = dayNumber(read(a.text(0)));
    return addDays(a.text(0), 1 - weekday(days), a.context);
  }),
  startOfMonth: border((d) => ({ ...d, day: 1 })),
  startOfQuarter: border((d) => ({
    year: d.year,
    month: Math.floor((d.month - 1) / 3) * 3 + 1,
    day: 1,
  })),
  startOfYear: border((d) => ({ year: d.year, month: 1, day: 1 })),
  endOfMonth: border((d) => ({ ...d, day: daysIn(d.year, d.month) })),
  isLeapYear: holds((a) => {
    const year = a.integer(0, 9999);
    return year !== null && year >= 1 && isLeap(year);
  }),
  anniversary: shift(9999, (a, year) => anniversary(a.text(0), year, a.context)),
  nextAnniversary: strict(next),
};
