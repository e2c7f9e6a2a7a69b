import type { EntityMetadata, ViewMetadata } from "@dougong/kit/api";
import { asText, FieldTypes, TypedInput } from "@dougong/kit/fields";
import { expect, test } from "vitest";
import { begin, placeOf, placeQuery, planOf } from "./plan.ts";

const plain = { id: "plain", Input: TypedInput, text: asText };
const fieldTypes = new FieldTypes([{ ...plain, id: "phone" }], plain);

const entity: EntityMetadata = {
  key: "store",
  label: "Store",
  title: "name",
  fields: [
    { key: "name", type: "text", kind: "text" },
    { key: "city", type: "text", kind: "text" },
    { key: "address", type: "text", kind: "text" },
    { key: "phone", type: "phone", kind: "text" },
    { key: "opensAt", type: "time", kind: "time" },
  ],
};
const view: ViewMetadata = {
  key: "places",
  entity: "store",
  columns: ["name", "city", "phone", "opensAt"],
  options: { address: "address", phone: "phone", group: "city", closes: "gone" },
};
const plan = planOf(entity, view);
if (!plan) throw new Error("no plan");

test("places of one group follow each other in the order of the view", () => {
  expect(placeQuery({ sort: "-city,name", fields: "name", filter: "x" }, plan)).toEqual({
    sort: "city,name",
    fields: "name,address,phone,city",
    filter: "x",
    limit: 100,
  });
  expect(plan.facts.map(({ key }) => key)).toEqual(["opensAt"]);
});

test("a number is dialled as it is stored, without what stands between its digits", () => {
  const record = { id: "1", version: 1, address: "天河路 208 号", phone: "020-8610 1517" };
  const place = placeOf(record, plan, fieldTypes);
  expect(place.dial).toBe("02086101517");
  expect(place.address).toBe("天河路 208 号");
  expect(placeOf({ id: "2", version: 1 }, plan, fieldTypes)).toEqual({
    address: "",
    phone: "",
    dial: "",
    opens: "",
    closes: "",
  });
});

test("there is no such list without an address", () => {
  expect(begin(entity.fields, fieldTypes)).toEqual({ address: "address", phone: "phone" });
  expect(begin(entity.fields.slice(0, 2), fieldTypes)).toBeNull();
  expect(planOf({ ...entity, fields: entity.fields.slice(0, 2) }, view)).toBeNull();
});
