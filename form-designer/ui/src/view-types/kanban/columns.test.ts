import type { EntityMetadata, ViewMetadata } from "@dougong/kit/api";
import { asText, FieldTypes } from "@dougong/kit/fields";
import { expect, test } from "vitest";
import { columnQuery, noValue, planOf } from "./columns.ts";

const fieldTypes = new FieldTypes([], { id: "any", Input: () => null, text: asText });
const lead: EntityMetadata = {
  key: "lead",
  label: "线索",
  title: "name",
  rights: { update: true },
  fields: [
    { key: "name", type: "text", label: "姓名" },
    {
      key: "stage",
      type: "stage",
      label: "阶段",
      stages: [
        { value: "new", label: "新线索" },
        { value: "old", label: "旧阶段", archived: true },
        { value: 'he said "no"', label: "战败", kind: "lost" },
      ],
    },
    { key: "budget", type: "money", label: "预算" },
  ],
};
const board = (options: object): ViewMetadata => ({
  key: "board",
  entity: "lead",
  type: "kanban",
  columns: [{ field: "name" }, { field: "stage" }, { field: "budget" }],
  options,
});
const plan = (options: object, entity = lead) => planOf(entity, board(options), fieldTypes);

test("columns are the values that are still offered, or those that the view names in its order", () => {
  expect(plan({ by: "stage" })?.columns.map((column) => column.label)).toEqual(["新线索", "战败"]);
  expect(
    plan({ by: "stage", values: ["old", "new"] })?.columns.map((column) => column.key),
  ).toEqual(["old", "new"]);
});

test("cards show the view's columns without the title and the column itself", () => {
  const made = plan({ by: "stage", sums: ["budget", "hidden"] });
  expect(made?.cards.map((field) => field.key)).toEqual(["budget"]);
  expect(made?.sums.map((field) => field.key)).toEqual(["budget"]);
});

test("a board whose field the reader does not get is none, and nothing moves without the right", () => {
  expect(plan({ by: "gone" })).toBeNull();
  expect(plan({ by: "stage" })?.isMovable).toBe(true);
  expect(plan({ by: "stage" }, { ...lead, rights: { update: false } })?.isMovable).toBe(false);
  const readable = lead.fields.map((field) => ({ ...field, right: "read" as const }));
  expect(plan({ by: "stage" }, { ...lead, fields: readable })?.isMovable).toBe(false);
});

test("a column narrows the list by its value, whatever stands in it", () => {
  const made = plan({ by: "stage" });
  if (!made) throw new Error("no board");
  const [first, second] = made.columns;
  if (!first || !second) throw new Error("no columns");
  expect(columnQuery({ filter: "a || b", fields: "name" }, made, first)).toEqual({
    filter: '(a || b) && stage == "new"',
    fields: "name,stage",
    limit: 20,
  });
  expect(columnQuery({}, made, second).filter).toBe('stage == "he said \\"no\\""');
  expect(columnQuery({}, made, noValue("-")).filter).toBe("stage == null");
});
