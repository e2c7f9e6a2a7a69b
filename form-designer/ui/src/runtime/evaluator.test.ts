import { type ExpressionTree, type FieldMetadata, Metadata } from "@dougong/kit/api";
import { expect, test } from "vitest";
import { evaluatorOf } from "./evaluator.ts";
import { fieldTypes } from "./fieldTypes.ts";
import { LiveRules } from "./live.ts";

const number = (id: number): ExpressionTree => ({ node: "field", type: "decimal", path: [id] });
const product = (...of: ExpressionTree[]): ExpressionTree => ({
  node: "call",
  type: "decimal",
  function: "multiply",
  arguments: of,
});
const fields: FieldMetadata[] = [
  {
    key: "items",
    id: 100,
    type: "table",
    fields: [
      { key: "quantity", id: 101, type: "integer" },
      { key: "price", id: 102, type: "money" },
      {
        key: "amount",
        id: 103,
        type: "formula",
        result: "money",
        tree: product(number(101), number(102)),
      },
    ],
  },
  {
    key: "goods",
    id: 104,
    type: "formula",
    result: "money",
    tree: {
      node: "aggregate",
      type: "decimal",
      function: "sum",
      rows: [100],
      rowsType: "table",
      body: number(103),
    },
  },
  { key: "discount", id: 105, type: "percent" },
  {
    key: "off",
    id: 106,
    type: "formula",
    result: "money",
    tree: product(number(104), number(105)),
  },
];
const session = { user: { id: "u1", username: "clerk01", name: "李" }, roles: [] };
const metadata = new Metadata({ version: 1, entities: [] });
const rules = new LiveRules(fieldTypes, evaluatorOf({ session, metadata }, fieldTypes));

test("rows, their sum and what follows from it are exact while somebody types", () => {
  const values = {
    items: [
      { quantity: "3", price: "19.90" },
      { quantity: "1", price: "1,200.05" },
      { quantity: "", price: "5" },
    ],
    discount: "12.5",
  };
  const computed = rules.compute(values, fields);
  expect(Number(computed["goods"])).toBe(1259.75);
  expect(Number(computed["off"])).toBe(157.46875);
});

test("a default is read as its field's type shows it", () => {
  const field: FieldMetadata = {
    key: "share",
    id: 9,
    type: "percent",
    defaultTree: { node: "constant", type: "decimal", value: "0.125" },
  };
  expect(rules.defaults([field])).toEqual({ share: "12.5" });
});

test("a condition over a record that is not loaded hides nothing", () => {
  const visible = { node: "field", type: "boolean", path: [7, 8] };
  const entity = { key: "x", label: "x", fields: [{ key: "ref", id: 7, type: "reference" }] };
  expect(rules.isVisible({ visible }, { ref: { id: "a", label: "A" } }, entity)).toBe(true);
});
