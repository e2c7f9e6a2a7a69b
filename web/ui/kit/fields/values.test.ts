import { expect, test } from "vitest";
import { normalNumber, plainValue, shiftPoint } from "./values.ts";

test.each([
  ["0.125", 2, "12.5"],
  ["12.5", -2, "0.125"],
  ["1", 2, "100"],
  ["5", -2, "0.05"],
  ["-0.07", 2, "-7"],
  ["0", 2, "0"],
  ["123.456", 1, "1234.56"],
])("the point of %s moves by %i to %s", (digits, places, moved) => {
  expect(shiftPoint(digits, places)).toBe(moved);
});

test.each([
  ["1,200.50 ", "1200.50"],
  ["１２．５", "12.5"],
  ["007", "7"],
  [".5", "0.5"],
  ["-3", "-3"],
  ["1e5", null],
  ["12a", null],
  ["", null],
])("%s is the number %s", (typed, digits) => expect(normalNumber(typed)).toBe(digits));

test("nothing is made of nothing", () => expect(plainValue(undefined)).toBeNull());
