import { type Civil, dayNumber, made, ofDayNumber, read } from "./dates.ts";
import type { EvaluationContext } from "./tree.ts";

/** Instants are microseconds since 1970 in UTC, as a bigint. */
export const SECOND = 1_000_000n;
const EARLIEST = BigInt(dayNumber({ year: 1, month: 1, day: 1 })) * 86_400n * SECOND;
const END = BigInt(dayNumber({ year: 10_000, month: 1, day: 1 })) * 86_400n * SECOND;

export interface Local extends Civil {
  hour: number;
  minute: number;
  second: number;
}

export function fit(instant: bigint, context: EvaluationContext): bigint | null {
  if (instant < EARLIEST || instant >= END) {
    context.report?.("noSuchDate");
    return null;
  }
  return instant;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Of ISO-8601 with offset; null where it is none. */
export function parse(text: string): bigint | null {
  const found = ISO.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone = "Z"] = found;
  const days = dayNumber({ year: Number(year), month: Number(month), day: Number(day) });
  const micros = BigInt(fraction.padEnd(6, "0").slice(0, 6));
  const seconds = BigInt(
    days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second),
  );
  return (seconds - BigInt(offsetOf(zone))) * SECOND + micros;
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60);
}

function floorDiv(x: bigint, y: bigint): bigint {
  const quotient = x / y;
  return x % y < 0n ? quotient - 1n : quotient;
}

function civilTime(seconds: number): Local {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  return {
    ...ofDayNumber(days),
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
  };
}

export function write(instant: bigint): string {
  const seconds = floorDiv(instant, SECOND);
  const micros = instant - seconds * SECOND;
  const fraction = micros === 0n ? "" : `.${micros.toString().padStart(6, "0")}`;
  const at = civilTime(Number(seconds));
  return `${dateText(at)}T${timeText(at)}${fraction}Z`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, known);
  }
  return known;
}

/** Seconds that the zone is ahead of UTC at the second. */
function offset(second: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of format(zone).formatToParts(second * 1000)) parts[type] = value;
  const year = Number(parts["year"]);
  const days = dayNumber({
    year: parts["era"]?.startsWith("B") ? 1 - year : year,
    month: Number(parts["month"]),
    day: Number(parts["day"]),
  });
  const shown =
    days * 86_400 +
    Number(parts["hour"]) * 3600 +
    Number(parts["minute"]) * 60 +
    Number(parts["second"]);
  return shown - second;
}

/** Local date and time of an instant, whatever its year. */
export function local(instant: bigint, zone: string): Local {
  const second = Number(floorDiv(instant, SECOND));
  return civilTime(second + offset(second, zone));
}

/**
 * The instant of a local time. In the hour that a clock skips, by the offset before; in the hour
 * that it repeats, the later one.
 */
export function ofLocal(date: string, second: number, zone: string): bigint {
  const wanted = dayNumber(read(date)) * 86_400 + second;
  const before = offset(wanted - 86_400, zone);
  const after = offset(wanted + 86_400, zone);
  const late = wanted - after;
  const isLate = offset(late, zone) === after;
  return BigInt(isLate ? late : wanted - before) * SECOND;
}

export function dateText({ year, month, day }: Civil): string {
  return [String(year).padStart(4, "0"), two(month), two(day)].join("-");
}

export function timeText({ hour, minute, second }: Local): string {
  return [hour, minute, second].map(two).join(":");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** The date in the zone; null where its year is not one of ours. */
export function dateIn(instant: bigint, context: EvaluationContext): string | null {
  const at = local(instant, context.zone);
  return made(at.year, at.month, at.day, context);
}

/** Seconds of the day of `HH:mm` or `HH:mm:ss`. */
export function secondOfDay(time: string): number {
  const [hour = "0", minute = "0", second = "0"] = time.split(":");
  return Number(hour) * 3600 + Number(minute) * 60 + Math.trunc(Number(second));
}

export function timeOf(seconds: number): string {
  return timeText(civilTime(seconds));
}

const DURATION =
  /^([+-])?P(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)(?:\.\d+)?S)?)?$/;

/** Seconds of an ISO-8601 duration; null where it is none. */
export function parseDuration(text: string): number | null {
  const found = DURATION.exec(text);
  if (!found) return null;
  const [, sign, ...parts] = found;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((p) => Number(p ?? 0));
  const total = days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  return sign === "-" ? -total : total;
}

export function writeDuration(total: number): string {
  if (total === 0) return "PT0S";
  const hours = Math.trunc(total / 3600);
  const minutes = Math.trunc((total % 3600) / 60);
  const seconds = total % 60;
  const parts = [
    hours ? `${hours}H` : "",
    minutes ? `${minutes}M` : "",
    seconds ? `${seconds}S` : "",
  ];
  return `PT${parts.join("")}`;
}
