import type { FieldMetadata } from "@dougong/kit/api";
import { expect, test } from "vitest";
import { besideOf, takingOver } from "./takeOver.ts";

const priceOf: FieldMetadata = { key: "price", type: "money", defaultVia: ["product"] };
const product: FieldMetadata = { key: "product", type: "reference", target: "product" };
const fields: FieldMetadata[] = [
  product,
  { key: "lead", type: "reference", target: "lead" },
  { key: "customer", type: "reference", target: "customer", defaultVia: ["lead"] },
  { key: "items", type: "table", fields: [product, priceOf] },
];
const link = (id: string) => ({ id, label: id });
const keys = (before: object, now: object) =>
  takingOver(before as never, now as never, fields).map(({ field, row, isFirst }) =>
    [row ? `${row.at}.${field.key}` : field.key, isFirst ? "first" : "another"].join(" "),
  );

test("a record that is chosen gives its values, the first one another way than the next", () => {
  expect(keys({}, { lead: link("a") })).toEqual(["customer first"]);
  expect(keys({ lead: link("a") }, { lead: link("b") })).toEqual(["customer another"]);
  expect(keys({ lead: link("a") }, { lead: link("a"), customer: link("c") })).toEqual([]);
  expect(keys({ lead: link("a") }, { lead: null })).toEqual([]);
});

test("each row of a table stands for itself", () => {
  const one = { items: [{ product: link("p1") }] };
  expect(keys({}, one)).toEqual(["0.price first"]);
  const two = { items: [...one.items, { product: null }] };
  expect(keys(one, two)).toEqual([]);
  const chosen = { items: [...one.items, { product: link("p2") }] };
  expect(keys(two, chosen)).toEqual(["1.price first"]);
  const other = { items: [{ product: link("p3") }, ...chosen.items.slice(1)] };
  expect(keys(chosen, other)).toEqual(["0.price another"]);
});

test("a row that goes lets the others be", () => {
  const before = { items: [{ product: link("p1") }, { product: link("p2"), price: "5" }] };
  expect(keys(before, { items: [{ product: link("p2"), price: "5" }] })).toEqual([]);
});

test("what stands beside a field is the form, or its row", () => {
  const values = { lead: link("a"), items: [{ product: link("p1"), price: "5" }] };
  const [place] = takingOver({}, { items: values.items }, fields);
  expect(place && besideOf(place, values)).toEqual({ product: link("p1"), price: "5" });
});
