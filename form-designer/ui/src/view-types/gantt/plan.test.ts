import type { EntityMetadata, FieldMetadata, ViewMetadata } from "@dougong/kit/api";
import { asText, FieldTypes, type FieldValue, optionText, TypedInput } from "@dougong/kit/fields";
import { groupsOf } from "@dougong/kit/views";
import { expect, test } from "vitest";
import {
  droppedAt,
  endedAt,
  lengthened,
  periodOf,
  periodQuery,
  placeOf,
  planOf,
  spanOf,
} from "./plan.ts";

const plain = { id: "plain", Input: TypedInput, text: asText };
const choice = {
  ...plain,
  id: "choice",
  text: (value: FieldValue, field: FieldMetadata) => optionText(field, value),
};
const fieldTypes = new FieldTypes([choice], plain);

const entity: EntityMetadata = {
  key: "job",
  label: "Job",
  title: "name",
  fields: [
    { key: "name", type: "text" },
    { key: "from", type: "date" },
    { key: "to", type: "date" },
    { key: "kind", type: "choice", options: [{ value: "a", label: "A", color: "red" }] },
  ],
};
const view: ViewMetadata = {
  key: "jobs",
  entity: "job",
  columns: ["name", "from", "kind"],
  options: { start: "from", end: "to", group: "kind" },
};
const plan = planOf(entity, view, fieldTypes);
if (!plan) throw new Error("no plan");
const november = periodOf("month", "2026-11-27");

test("a month and a quarter are whole", () => {
  expect(november).toEqual({ first: "2026-11-01", last: "2026-11-30" });
  expect(periodOf("quarter", "2026-11-27")).toEqual({ first: "2026-11-01", last: "2027-01-31" });
});

test("what runs on some day of the period is asked for, by groups", () => {
  expect(periodQuery({ filter: "x", sort: "-name,from", fields: "name" }, plan, november)).toEqual({
    filter:
      '(x) && from <= "2026-11-30" && (to >= "2026-11-01" || (to == null && from >= "2026-11-01"))',
    sort: "kind,from,-name",
    fields: "name,from,to,kind",
    limit: 200,
  });
});

test("a bar that reaches out of the period is cut there", () => {
  expect(placeOf({ start: "2026-10-20", end: "2026-11-03" }, november)).toEqual({
    left: 0,
    width: 3 / 30,
    isOpenLeft: true,
    isOpenRight: false,
  });
  expect(placeOf({ start: "2026-11-30", end: "2027-02-01" }, november)).toEqual({
    left: 29 / 30,
    width: 1 / 30,
    isOpenLeft: false,
    isOpenRight: true,
  });
});

test("a bar keeps its length when it is pulled, also where its beginning is not seen", () => {
  const span = { start: "2026-10-30", end: "2026-11-03" };
  expect(droppedAt(span, november, 2.1 / 30)).toEqual({ start: "2026-11-01", end: "2026-11-05" });
  expect(droppedAt(span, november, 0)).toEqual(span);
});

test("a bar is at least one day long", () => {
  const span = { start: "2026-11-10", end: "2026-11-12" };
  expect(endedAt(span, november, 15 / 30)).toEqual({ start: "2026-11-10", end: "2026-11-15" });
  expect(endedAt(span, november, 2 / 30)).toEqual({ start: "2026-11-10", end: "2026-11-10" });
  expect(lengthened(span, -9)).toEqual({ start: "2026-11-10", end: "2026-11-10" });
});

test("a record without an end, or with one before its start, is one day long", () => {
  const record = { id: "1", version: 1, from: "2026-11-10" };
  expect(spanOf({ ...record, to: null }, plan)).toEqual({ start: "2026-11-10", end: "2026-11-10" });
  expect(spanOf({ ...record, to: "2026-11-01" }, plan).end).toBe("2026-11-10");
});

test("records without a value stand together, too", () => {
  const records = [
    { id: "1", version: 1, kind: "a" },
    { id: "2", version: 1, kind: null },
    { id: "3", version: 1, kind: "a" },
  ];
  const groups = groupsOf(records, plan.group, fieldTypes, "none");
  expect(groups.map(({ label, records: of }) => [label, of.map(({ id }) => id)])).toEqual([
    ["A", ["1", "3"]],
    ["none", ["2"]],
  ]);
});
