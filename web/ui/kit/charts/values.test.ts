import { expect, test } from "vitest";
import { Metadata } from "../api/index.ts";
import { asText, FieldTypes } from "../fields/index.ts";
import type { AnswerColumn } from "./definition.ts";
import { AnswerTexts } from "./values.ts";

const types = new FieldTypes([], { id: "any", Input: () => null, text: asText });
const nothing = { version: 1, entities: [], forms: [], views: [], menus: [] };
const texts = new AnswerTexts(new Metadata(nothing), types, (key) => key);
const column = (more: Partial<AnswerColumn>): AnswerColumn => ({
  key: "at",
  label: "At",
  role: "dimension",
  kind: "TEXT",
  ...more,
});

test("codes are shown by the words that the answer brings, others as they are", () => {
  const region = column({ bucket: "province", names: { "440000": "广东省" } });
  expect(texts.text(region, "440000")).toBe("广东省");
  expect(texts.text(region, "650000")).toBe("650000");
  expect(texts.text(region, null)).toBe("blank");
});

test("only groups of days are worded as days", () => {
  expect(texts.text(column({ bucket: "month", kind: "DATE" }), "2026-03-01")).toBe("2026-03");
  expect(texts.text(column({ bucket: "furthest", kind: "INTEGER" }), "won")).toBe("won");
});
