import { expect, test } from "vitest";
import { placesOf } from "./places.ts";

const fields = [
  { path: "record.name", name: "姓名", field: { key: "name", type: "text" } },
  { path: "record.owner.name", name: "姓名", field: { key: "name", type: "text" } },
];
const places = placesOf({ fields, find: (path) => fields.find((one) => one.path === path) });

test.each([
  ["{{record.name}}您好", "〔姓名〕您好"],
  ["{{record.owner.name}}", "〔record.owner.name〕"],
  ["到 {{addDays(today(), 3)}} 为止", "到 〔addDays(today(), 3)〕 为止"],
  ["没有字段", "没有字段"],
])("%s is shown as %s and kept as it was", (kept, shown) => {
  expect(places.shown(kept)).toBe(shown);
  expect(places.kept(shown)).toBe(kept);
});
