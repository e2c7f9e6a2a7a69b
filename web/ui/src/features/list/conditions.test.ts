import { fieldTypes } from "@dougong/form";
import { Metadata } from "@dougong/kit/api";
import { readFilter, writeFilter } from "@dougong/kit/filters";
import { expect, test } from "vitest";
import { shop } from "../../test/shop.ts";

const entity = new Metadata(shop).entity("customer");
if (!entity) throw new Error("the shop has no customers");

test.each([
  'level in ("gold", "silver")',
  'contains(name, "王 && 李") && level != null',
  '(name == "a" || level == "gold") && startsWith(phone, "+86138")',
  "length(name) > 3",
])("the filter %s reads and writes back unchanged", (text) => {
  expect(writeFilter(readFilter(text, entity, fieldTypes), entity, fieldTypes)).toBe(text);
});

test("what the builder can say becomes conditions, the rest stays text", () => {
  expect(readFilter('level in ("gold") && length(name) > 3', entity, fieldTypes)).toEqual([
    { condition: { field: "level", operator: "isOneOf", values: ["gold"] } },
    { text: "length(name) > 3" },
  ]);
});
