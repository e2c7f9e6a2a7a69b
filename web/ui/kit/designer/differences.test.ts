import { expect, test } from "vitest";
import { differences } from "./differences.ts";

const form = {
  key: "customerFull",
  label: { zh: "客户" },
  layout: [
    { key: "who", columns: 2, fields: ["name", { field: "phone", isWide: true }] },
    { key: "more", fields: ["city"] },
  ],
};

test("the same documents do not differ, in whatever order their properties stand", () => {
  const { key, label, layout } = form;
  expect(differences(form, structuredClone(form))).toEqual([]);
  expect(differences(form, { layout, label, key })).toEqual([]);
});

test("entries of lists are known by their names, not by their places", () => {
  const after = structuredClone(form);
  after.layout[0]?.fields.unshift("carrier");
  expect(differences(form, after)).toEqual([
    { path: ["layout", "who", "fields", "carrier"], before: undefined, after: "carrier" },
  ]);
});

test("what is gone, what changed inside, and what only moved are three things", () => {
  const after = {
    ...form,
    layout: [form.layout[1], { key: "who", columns: 1, fields: ["name"] }],
  };
  expect(differences(form, after as never)).toEqual([
    { path: ["layout", "who", "columns"], before: 2, after: 1 },
    {
      path: ["layout", "who", "fields", "phone"],
      before: { field: "phone", isWide: true },
      after: undefined,
    },
    { path: ["layout"], before: ["who", "more"], after: ["more", "who"] },
  ]);
});

test("lists without names are compared place by place", () => {
  expect(differences({ sizes: [1, 2] }, { sizes: [1, 3, 4] })).toEqual([
    { path: ["sizes", "2"], before: 2, after: 3 },
    { path: ["sizes", "3"], before: undefined, after: 4 },
  ]);
});
