import { currentLanguage } from "../i18n/index.ts";

/** Days are ISO texts (`2026-11-27`): they compare as they stand and have no zone. */
export type Day = string;

/** Some days, both ends included. */
export interface Period {
  first: Day;
  last: Day;
}

const time = (day: Day) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

export function plusDays(day: Day, count: number): Day {
  const date = time(day);
  date.setUTCDate(date.getUTCDate() + count);
  return dayOf(date);
}

/** The first day of the month that many months later. */
export function plusMonths(day: Day, count: number): Day {
  const date = time(day);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  return dayOf(date);
}

/** How many days later the second one is. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((time(to).getTime() - time(from).getTime()) / 86_400_000);

/** Today where the reader is. */
export function today(now: Date = new Date()): Day {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const monday = (day: Day): Day => plusDays(day, -((time(day).getUTCDay() + 6) % 7));

export function daysOf({ first, last }: Period): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

const written = (day: Day, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(currentLanguage() === "zh" ? "zh-CN" : "en-US", {
    ...style,
    timeZone: "UTC",
  }).format(time(day));

export const monthText = (day: Day) => written(day, { year: "numeric", month: "long" });
export const weekdayText = (day: Day) => written(day, { weekday: "short" });
export const dayText = (day: Day) =>
  written(day, { month: "long", day: "numeric", weekday: "short" });
