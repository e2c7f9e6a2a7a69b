import type { EvaluationContext } from "./tree.ts";

/** Dates are `YYYY-MM-DD` of the years 0001 to 9999, so their order is that of the texts. */
export interface Civil {
  year: number;
  month: number;
  day: number;
}

export const MAX_DAYS = 1_200_000;
export const MAX_MONTHS = 40_000;
export const MAX_YEARS = 3_333;
export const MAX_HOURS = 28_000_000;
export const MAX_MINUTES = 1_000_000_000;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);
}

export function read(date: string): Civil {
  const [year = "", month = "", day = ""] = date.split("-");
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** The date as text; null where there is no such day. */
export function made(
  year: number,
  month: number,
  day: number,
  context: EvaluationContext,
): string | null {
  const isDay =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month);
  if (!isDay) {
    context.report?.("noSuchDate");
    return null;
  }
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Days since 1970-01-01 in the Gregorian calendar. */
export function dayNumber({ year, month, day }: Civil): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function ofDayNumber(days: number): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function addDays(date: string, count: number, context: EvaluationContext): string | null {
  const { year, month, day } = ofDayNumber(dayNumber(read(date)) + count);
  return made(year, month, day, context);
}

export function addMonths(date: string, count: number, context: EvaluationContext): string | null {
  const { year, month, day } = read(date);
  const months = year * 12 + month - 1 + count;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return made(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)), context);
}

/** The day in the year, or 28 February where the year has no 29th. */
export function anniversary(date: string, year: number, context: EvaluationContext): string | null {
  const { month, day } = read(date);
  return made(year, month, Math.min(day, daysIn(year, month)), context);
}

/** Monday is 1. */
export function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Week of the year by ISO 8601: that of the week's Thursday. */
export function isoWeek(days: number): number {
  const thursday = days - weekday(days) + 4;
  const start = dayNumber({ year: ofDayNumber(thursday).year, month: 1, day: 1 });
  return Math.floor((thursday - start) / 7) + 1;
}

export function wholeMonths(from: string, to: string): number {
  const a = read(from);
  const b = read(to);
  const packed = (c: Civil): number => (c.year * 12 + c.month) * 32 + c.day;
  return Math.trunc((packed(b) - packed(a)) / 32);
}
