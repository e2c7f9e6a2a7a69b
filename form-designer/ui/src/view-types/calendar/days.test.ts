import { daysOf, plusDays, plusMonths, today } from "@dougong/kit/views";
import { expect, test } from "vitest";
import { periodOf } from "./days.ts";

test("a month is shown in whole weeks from Monday to Sunday", () => {
  expect(periodOf("month", "2026-11-27")).toEqual({ first: "2026-10-26", last: "2026-12-06" });
  expect(daysOf(periodOf("month", "2027-02-01"))).toHaveLength(28);
  expect(periodOf("week", "2026-11-29")).toEqual({ first: "2026-11-23", last: "2026-11-29" });
});

test("days and months pass the ends of years and Februaries", () => {
  expect(plusDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(plusMonths("2026-12-31", 1)).toBe("2027-01-01");
  expect(plusMonths("2026-03-31", -1)).toBe("2026-02-01");
});

test("today is the reader's day and not that of Greenwich", () => {
  expect(today(new Date(2026, 10, 27, 0, 30))).toBe("2026-11-27");
  expect(today(new Date(2026, 10, 27, 23, 30))).toBe("2026-11-27");
});
