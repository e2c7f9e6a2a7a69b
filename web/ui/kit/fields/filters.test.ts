import { expect, test } from "vitest";
import {
  type Condition,
  type FilterOperator,
  operators,
  readCondition,
  splitConditions,
  writeCondition,
} from "./filters.ts";

const samples: Record<string, string[][]> = {
  none: [[]],
  text: [["张三"], ['a "quoted" \\ word\n&& more']],
  option: [["gold"], ["gold", "silver"]],
  number: [
    ["12.50", "99"],
    ["-3", "0"],
  ],
  date: [["2026-02-28", "2026-12-01"]],
  days: [["30"]],
  link: [["0198-1", "0198-2"]],
};

const cases = Object.entries(operators).flatMap(([set, entries]) =>
  (entries as FilterOperator[]).map((operator) => [set, operator] as const),
);

test.each(cases)("%s operator reads back what it wrote: $id", (_, operator) => {
  for (const sample of samples[operator.literal] ?? []) {
    const places = (operator.pattern.match(/\$[12]/g) ?? []).length;
    const values = operator.pattern.includes("$*") ? sample : sample.slice(0, places);
    const condition: Condition = { field: "level", operator: operator.id, values };
    const text = writeCondition(condition, operator);
    expect(text).not.toBeNull();
    expect(readCondition(text ?? "", operator)).toEqual(condition);
  }
});

test("a condition without its value is not written", () => {
  for (const operator of operators.text.slice(0, 3)) {
    expect(
      writeCondition({ field: "name", operator: operator.id, values: [""] }, operator),
    ).toBeNull();
  }
});

test("a typed text cannot leave its quotes", () => {
  const [contains] = operators.text;
  const text =
    contains &&
    writeCondition({ field: "name", operator: "contains", values: ['") || true || ("'] }, contains);
  expect(text).toBe('contains(name, "\\") || true || (\\"")');
});

test("conditions are split outside of quotes and brackets only", () => {
  expect(splitConditions('name == "a && b" && (x == 1 && y == 2) && z')).toEqual([
    'name == "a && b"',
    "(x == 1 && y == 2)",
    "z",
  ]);
});

test("another text is not taken for a condition", () => {
  const [contains] = operators.text;
  expect(
    contains && readCondition('contains(name, "a") || contains(name, "b")', contains),
  ).toBeNull();
});
