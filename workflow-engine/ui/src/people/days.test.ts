import { expect, test } from "vitest";
import { dayAfter, dayStart, minuteBefore, today } from "./days.ts";

test("days are written as inputs want them, and moved over the end of months", () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
  expect(dayAfter("2026-12-31", 7)).toBe("2027-01-07");
});

test("a day begins at the reader's midnight", () => {
  expect(new Date(dayStart("2026-03-01")).getHours()).toBe(0);
  expect(new Date(dayStart("2026-03-01")).getDate()).toBe(1);
});

test("a time that ends at midnight is said with its last minute", () => {
  expect(minuteBefore("2026-12-05T00:00:00Z")).toBe("2026-12-04T23:59:00.000Z");
});
