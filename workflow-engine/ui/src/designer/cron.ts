/** Moments that come again, as people say them. */
export interface Rhythm {
  every: "hour" | "day" | "week" | "month";
  /** 0 to 59. */
  minute: number;
  /** 0 to 23; says nothing for every hour. */
  hour: number;
  /** Day of the week, 1 is Monday; or of the month. */
  day: number;
}

const form = /^(\d{1,2}) (\*|\d{1,2}) (\*|\d{1,2}) \* (\*|\d)$/;
const sunday = 7;

/** The rhythm of a crontab; null where it says more than that. */
export function readCron(text: unknown): Rhythm | null {
  const found = form.exec(String(text ?? ""));
  if (!found) return null;
  const [, minute = "", hour = "", day = "", week = ""] = found;
  const at = { minute: Number(minute), hour: hour === "*" ? 0 : Number(hour) };
  const isDaily = day === "*" && week === "*";
  if (hour === "*") return isDaily ? { every: "hour", ...at, day: 1 } : null;
  if (isDaily) return { every: "day", ...at, day: 1 };
  if (day === "*") return { every: "week", ...at, day: Number(week) || sunday };
  return week === "*" ? { every: "month", ...at, day: Number(day) } : null;
}

/** The crontab of a rhythm. */
export function writeCron({ every, minute, hour, day }: Rhythm): string {
  const week = every === "week" ? String(day % sunday) : "*";
  const month = every === "month" ? String(day) : "*";
  return `${minute} ${every === "hour" ? "*" : hour} ${month} * ${week}`;
}

const two = (number: number) => String(number).padStart(2, "0");

/** The time of day, `09:00`. */
export const clockOf = ({ hour, minute }: Rhythm): string => `${two(hour)}:${two(minute)}`;
