import { expect, test } from "vitest";
import {
  documentsOf,
  type EntityPlan,
  fieldKeys,
  guessField,
  optionLines,
  readSheet,
} from "./newEntity.ts";

const targets = [{ key: "store", label: "门店", labels: ["门店", "Store"] }];

test("headings tell what a column is; an entity's name makes a reference", () => {
  const sort = (label: string) => guessField(label, targets).sort;
  expect(["名称", "数量", "状态", "门店", "进价", "到期日", "联系电话", "备注"].map(sort)).toEqual([
    "text",
    "integer",
    "choice",
    "reference",
    "money",
    "date",
    "phone",
    "longText",
  ]);
});

test("rows below pasted headings help to guess, and give a choice its options", () => {
  const sheet =
    "名称\t状态\t入库\t门店\n钢化膜\t在库\t2026-01-02\t万达店\n数据线\t缺货\t2026/2/3\t万达店\n";
  expect(
    readSheet(sheet, targets).map(({ label, sort, options }) => [label, sort, options]),
  ).toEqual([
    ["名称", "text", ""],
    ["状态", "choice", "在库、缺货"],
    ["入库", "date", ""],
    ["门店", "reference", ""],
  ]);
});

test("keys are unique and none that every record has", () => {
  const fields = ["所有者", "名称", "名称", "!"].map((label) => guessField(label, []));
  expect(fieldKeys(["owner", "mingCheng", "mingCheng", ""], fields, new Set(["owner"]))).toEqual([
    "owner2",
    "mingCheng",
    "mingCheng2",
    "text",
  ]);
});

test("one plan makes all documents, and changes those that are there only by adding", () => {
  const fields = ["名称", "数量", "状态", "门店"].map((label) => guessField(label, targets));
  const plan: EntityPlan = {
    key: "sparePart",
    label: "配件库存",
    language: "zh",
    fields: fields.map((field) =>
      field.sort === "choice" ? { ...field, options: "在库、缺货" } : field,
    ),
    keys: ["name", "count", "status", "store"],
    without: [],
    group: 1,
    roles: ["clerk"],
    isOwnUnitOnly: true,
  };
  const view = {
    type: "timeline",
    label: { zh: "时间线", en: "Timeline" },
    options: { from: "count" },
  };
  const menu = { key: "main", items: [{ entity: "a" }, { items: [{ entity: "b" }] }] };
  const roles = [{ key: "clerk", entities: [{ entity: "a" }] }, { key: "owner" }];
  const made = documentsOf(plan, menu, roles, [view]);
  expect(made.map(({ kind, body }) => `${kind} ${body.key}`)).toEqual([
    "entity sparePart",
    "form sparePartFull",
    "view sparePartAll",
    "view sparePartTimeline",
    "role clerk",
    "menu main",
  ]);
  const [entity, , , timeline, clerk, main] = made.map(({ body }) => body);
  expect(entity).toMatchObject({
    title: "name",
    fields: [
      { key: "name", type: "text", required: true },
      { key: "count", type: "integer" },
      {
        key: "status",
        options: [{ value: "option1", label: { zh: "在库" } }, { value: "option2" }],
      },
      { key: "store", type: "reference", entity: "store" },
    ],
  });
  expect(timeline).toMatchObject({
    label: { zh: "配件库存时间线", en: "配件库存: Timeline" },
    type: "timeline",
    options: { from: "count" },
  });
  expect(clerk?.["entities"]).toMatchObject([
    { entity: "a" },
    { entity: "sparePart", create: true, read: "isWithin(orgUnit, userOrgUnit())", delete: false },
  ]);
  expect(main?.["items"]).toMatchObject([
    { entity: "a" },
    { items: [{ entity: "b" }, { entity: "sparePart" }] },
  ]);
  const alone = documentsOf(
    { ...plan, group: null, roles: [], without: ["timeline"] },
    menu,
    roles,
    [view],
  );
  expect(alone.map(({ kind }) => kind)).toEqual(["entity", "form", "view"]);
});

test("options are separated by whatever people use", () => {
  expect(optionLines("在库、缺货，停售\n在库; ")).toEqual(["在库", "缺货", "停售"]);
});
