import { expect, test } from "vitest";
import { clockOf, readCron, type Rhythm, writeCron } from "./cron.ts";

test.each<[string, Rhythm]>([
  ["30 * * * *", { every: "hour", minute: 30, hour: 0, day: 1 }],
  ["0 9 * * *", { every: "day", minute: 0, hour: 9, day: 1 }],
  ["15 18 * * 1", { every: "week", minute: 15, hour: 18, day: 1 }],
  ["0 8 * * 0", { every: "week", minute: 0, hour: 8, day: 7 }],
  ["5 0 28 * *", { every: "month", minute: 5, hour: 0, day: 28 }],
])("%s is read and written", (text, rhythm) => {
  expect(readCron(text)).toEqual(rhythm);
  expect(writeCron(rhythm)).toBe(text);
});

test.each(["*/5 * * * *", "0 9 1 1 *", "0 9 1 * 1", "0 9,18 * * *", "", "often"])(
  "%s says more than a rhythm",
  (text) => expect(readCron(text)).toBeNull(),
);

test("the time of day has two digits each", () => {
  expect(clockOf({ every: "day", minute: 5, hour: 9, day: 1 })).toBe("09:05");
});
