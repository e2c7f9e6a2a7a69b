import { exactNumber } from "@dougong/kit/api";
import type { Answer, AnswerTexts } from "@dougong/kit/charts";
import { expect, test } from "vitest";
import { sheetOf } from "./download.ts";

const texts = { text: (_: unknown, value: unknown) => `«${String(value)}»` } as AnswerTexts;

const answer = {
  columns: [
    { key: "store", label: "门店", role: "dimension" },
    { key: "sum", label: "销售额", role: "measure" },
  ],
  rows: [
    { store: "a", sum: exactNumber("12.50") },
    { store: null, sum: null },
    { store: "=1+1", sum: exactNumber("12345678901234567890.5") },
  ],
  total: { sum: exactNumber("12345678901234567903") },
} as unknown as Answer;

test("names are texts, values are numbers, and numbers too long for a sheet stay exact", () => {
  expect(sheetOf(answer, texts, "合计")).toEqual([
    [
      { value: "门店", fontWeight: "bold" },
      { value: "销售额", fontWeight: "bold" },
    ],
    ["«a»", 12.5],
    ["«null»", null],
    ["«=1+1»", "12345678901234567890.5"],
    [{ value: "合计", fontWeight: "bold" }, "12345678901234567903"],
  ]);
});

test("a single number has no line for its total", () => {
  const single = { ...answer, columns: answer.columns.slice(1), rows: [{ sum: exactNumber("3") }] };
  expect(sheetOf(single, texts, "合计")).toHaveLength(2);
});
