import { type Day, monday, type Period, plusDays, plusMonths } from "@dougong/kit/views";

export type Mode = "month" | "week";

/** The weeks, from Monday to Sunday, that have the month or the week around a day. */
export function periodOf(mode: Mode, day: Day): Period {
  if (mode === "week") return { first: monday(day), last: plusDays(monday(day), 6) };
  const first = plusMonths(day, 0);
  return { first: monday(first), last: plusDays(monday(plusDays(plusMonths(day, 1), -1)), 6) };
}
