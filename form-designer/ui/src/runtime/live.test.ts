import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { exactNumber, parseJson, writeJson } from "@dougong/kit/api";
import { ApiProblem } from "@dougong/kit/api";
import { expect, test } from "vitest";
import { changedValues, serverFaults } from "./changes.ts";
import { fieldTypes } from "./fieldTypes.ts";
import { findFaults, LiveRules } from "./live.ts";

const fields: FieldMetadata[] = [
  { key: "name", type: "text", required: true, maxLength: 5 },
  { key: "price", type: "money" },
  { key: "store", type: "reference", target: "store" },
  { key: "level", type: "formula", result: "choice" },
  {
    key: "items",
    type: "table",
    fields: [
      { key: "quantity", type: "integer", required: true, min: 1 },
      { key: "amount", type: "formula", result: "money" },
    ],
  },
];
const entity: EntityMetadata = { key: "sale", label: "Sale", fields };
const say = (key: string) => key;

test("a new record sends what is filled in, and nothing computed", () => {
  const values = {
    name: "Zhang",
    price: "1,200.50",
    store: { id: "s1", label: "North" },
    level: "gold",
    items: [{ quantity: "2", amount: "9" }],
  };
  const sent = changedValues(values, null, fields, fieldTypes);
  expect(writeJson(sent)).toBe(
    '{"name":"Zhang","price":1200.50,"store":"s1","items":[{"quantity":2}]}',
  );
});

test("an edit sends only what differs, and null for what was emptied", () => {
  const before = fieldTypes.readRecord(
    { name: "Li", price: parseJson("12.50"), store: { id: "s1", label: "North" } },
    entity,
  );
  const sent = changedValues({ ...before, name: "", store: null }, before, fields, fieldTypes);
  expect(sent).toEqual({ name: null, store: null });
});

test("thirty digits come back as they went", () => {
  const field: FieldMetadata = { key: "x", type: "decimal" };
  const digits = "123456789012345678901234567890.5";
  const value = fieldTypes.read(parseJson(digits), field);
  expect(value).toBe(digits);
  expect(writeJson(fieldTypes.write(value, field))).toBe(digits);
  expect(exactNumber(digits).value).toBe(digits);
});

test("faults name required fields, lengths, and cells of rows by pointer", () => {
  const values = { name: "too long", price: "abc", items: [{ quantity: "0" }, { quantity: "" }] };
  const faults = findFaults(values, fields, fieldTypes, (field) => field.required === true, say);
  expect(faults).toEqual({
    name: { "": "check.maxLength" },
    price: { "": "check.number" },
    items: { "": "check.rows", "/0/quantity": "check.min", "/1/quantity": "check.required" },
  });
});

test("problems of the server go to their fields, cells and links; others are general", () => {
  const problem = new ApiProblem(422, "record.invalid", "Not valid", [
    { pointer: "/name", code: "a", message: "Taken.", remedy: "Look.", link: "0198-1" },
    { pointer: "/items/0/quantity", code: "b", message: "Too small." },
    { pointer: "/hidden", code: "c", message: "Elsewhere." },
  ]);
  expect(serverFaults(problem, entity)).toEqual({
    faults: { name: { "": "Taken. Look." }, items: { "/0/quantity": "Too small." } },
    links: { name: "/data/sale/0198-1" },
    general: [{ message: "Elsewhere.", link: undefined }],
  });
});

test("a formula over another formula settles, also inside rows", () => {
  const tree = { node: "x" };
  const chained: FieldMetadata[] = [
    { key: "double", type: "formula", result: "integer", tree: { of: "sum" } },
    { key: "sum", type: "formula", result: "integer", tree: { of: "items" } },
    {
      key: "items",
      type: "table",
      fields: [{ key: "amount", type: "formula", result: "integer", tree }],
    },
  ];
  const rules = new LiveRules(fieldTypes, (given, values) => {
    if (given === tree) return String(Number(values["quantity"]) * 10);
    if (given["of"] === "items") {
      const rows = values["items"] as { amount: string }[];
      return String(rows.reduce((sum, row) => sum + Number(row.amount), 0));
    }
    return typeof values["sum"] === "string" ? String(Number(values["sum"]) * 2) : null;
  });
  const computed = rules.compute({ items: [{ quantity: 1 }, { quantity: 2 }] }, chained);
  expect(computed).toEqual({ sum: "30", double: "60" });
});
