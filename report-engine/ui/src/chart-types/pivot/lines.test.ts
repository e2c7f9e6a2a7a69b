import type { Answer, AnswerColumn, AnswerRow } from "@dougong/kit/charts";
import { expect, test } from "vitest";
import { pivotOf } from "./lines.ts";

const column = (key: string, more: Partial<AnswerColumn> = {}): AnswerColumn => ({
  key,
  label: key,
  role: "dimension",
  kind: "TEXT",
  ...more,
});
const city = column("city");
const store = column("store");
const month = column("month", { bucket: "month", kind: "DATE" });

const row = (place: string, at: string, when: string, sum: number): AnswerRow => ({
  city: place,
  store: at,
  month: when,
  sum,
});

const answer: Answer = {
  columns: [city, store, month],
  rows: [
    row("深圳", "A", "2026-02-01", 9),
    row("广州", "C", "2026-01-01", 7),
    row("深圳", "B", "2026-01-01", 5),
    row("深圳", "A", "2026-01-01", 1),
  ],
  subtotals: [
    { dimensions: ["month"], rows: [{ month: "2026-01-01", sum: 13 }] },
    { dimensions: ["city"], rows: [{ city: "深圳", sum: 15 }] },
    {
      dimensions: ["city", "month"],
      rows: [
        { city: "深圳", month: "2026-01-01", sum: 6 },
        { city: "深圳", month: "2026-02-01", sum: 9 },
      ],
    },
    { dimensions: ["store", "city"], rows: [{ city: "深圳", store: "A", sum: 10 }] },
  ],
  total: { sum: 22 },
  truncated: false,
  groups: 4,
  records: null,
  definition: { entity: "sale", label: "销售", limit: 1000, zone: "Asia/Shanghai" },
  at: "2026-11-26T00:00:00Z",
};

test("outer groups stand together, each with its subtotal, and months in their order", () => {
  const pivot = pivotOf(answer, [city, store], [month]);
  expect(pivot.columns.map(({ names }) => names["month"])).toEqual(["2026-01-01", "2026-02-01"]);
  expect(pivot.columns[0]?.total?.["sum"]).toBe(13);
  const lines = pivot.lines.map(({ names, depth, total, cells }) => [
    names["city"],
    names["store"],
    depth,
    total?.["sum"],
    pivot.columns.map(({ key }) => cells.get(key)?.["sum"]),
  ]);
  expect(lines).toEqual([
    ["深圳", "A", 2, 10, [1, 9]],
    ["深圳", "B", 2, undefined, [5, undefined]],
    ["深圳", undefined, 1, 15, [6, 9]],
    ["广州", "C", 2, undefined, [7, undefined]],
    ["广州", undefined, 1, undefined, [undefined, undefined]],
  ]);
});

test("without subtotals there are none, and groups stand in the order of the answer", () => {
  const { subtotals: _, ...plain } = answer;
  const pivot = pivotOf(plain, [city], [store]);
  expect(pivot.columns.map(({ names }) => names["store"])).toEqual(["A", "C", "B"]);
  expect(pivot.lines.map(({ names, total }) => [names["city"], total])).toEqual([
    ["深圳", undefined],
    ["广州", undefined],
  ]);
});
