import type { MetadataSnapshot } from "@dougong/kit/api";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { ImportPage } from "./ImportPage.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "customer",
      label: "客户",
      title: "name",
      rights: { create: true, update: true, import: true },
      fields: [
        { key: "name", type: "text", label: "姓名", right: "write" },
        { key: "phone", type: "phone", label: "手机号", right: "write", unique: true },
        { key: "age", type: "formula", label: "年龄", right: "read", readOnly: true },
        { key: "note", type: "longText", label: "备注", right: "write" },
      ],
    },
  ],
};

const brought = {
  id: "i1",
  entity: "customer",
  at: "2026-03-01T04:00:00Z",
  fileName: "客户.xlsx",
  encoding: null,
  sheet: "名单",
  status: "ready",
  isWorking: false,
  isRemembered: false,
  rows: 3,
  done: 0,
  columns: [
    { name: "客户姓名", samples: ["张三"] },
    { name: "电话", samples: ["1.38E+10"] },
    { name: "其他", samples: [] },
  ],
  plan: {
    mapping: { 客户姓名: "name", 电话: "phone" },
    mode: "upsert",
    key: ["phone"],
    days: "unknown",
  },
  foreseen: {},
  counts: {},
  problems: [],
};
const rows = [
  {
    row: 4,
    cells: ["坏", "123"],
    values: { name: "坏" },
    outcome: "failed",
    record: null,
    problems: [{ field: "phone", code: "phone.invalid", message: "不是电话号码。" }],
  },
];

let state: typeof brought & Record<string, unknown>;
let server: FakeServer;
beforeEach(() => {
  state = { ...brought };
  const become = (change: object) => () => {
    state = { ...state, ...change };
    return { body: state };
  };
  server = new FakeServer()
    .on("GET /api/imports", () => ({ body: { items: [] } }))
    .on("POST /api/imports", () => ({ status: 201, body: state }))
    .on("GET /api/imports/i1", () => ({ body: state }))
    .on("GET /api/imports/i1/rows", () => ({ body: { items: rows, next: null } }))
    .on(
      "POST /api/imports/i1/check",
      become({ status: "checked", foreseen: { created: 1, updated: 1, failed: 1 } }),
    )
    .on(
      "POST /api/imports/i1/run",
      become({ status: "done", done: 3, counts: { created: 1, updated: 1, failed: 1 } }),
    )
    .on(
      "POST /api/imports/i1/undo",
      become({ status: "undone", counts: { undone: 2, failed: 1 } }),
    );
});

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("a file goes through its four steps and back", async () => {
  renderRoute(ImportPage, "/data/:entity/import", "/data/customer/import", shop);
  const file = new File(["x"], "客户.xlsx");
  await userEvent.upload(await screen.findByLabelText("选择文件"), file);

  const other = await screen.findByLabelText("“其他”对应的字段");
  expect(within(other).queryByText("年龄")).toBeNull();
  await userEvent.selectOptions(other, "note");
  await press("下一步：检查");
  expect(server.sent("POST /api/imports/i1/check")[0]?.body).toEqual({
    mapping: { 客户姓名: "name", 电话: "phone", 其他: "note" },
    mode: "upsert",
    key: ["phone"],
    days: "unknown",
  });
  expect((await screen.findAllByText("不是电话号码。")).length).toBeGreaterThan(0);

  await press("开始导入 2 行");
  expect(await screen.findByText("导入完成")).toBeDefined();
  expect(screen.getByText("下载问题清单（CSV）").getAttribute("href")).toBe(
    "/api/imports/i1/errors",
  );
  await press("撤销导入");
  await userEvent.click(
    within(screen.getByRole("dialog")).getByRole("button", { name: "撤销导入" }),
  );
  expect(await screen.findByText("已撤销这次导入")).toBeDefined();
});

test("a field takes one column only, and a refusal is told whole", async () => {
  server.on("POST /api/imports/i1/check", () => ({
    status: 422,
    body: {
      code: "import.keyNeeded",
      errors: [{ code: "import.keyNeeded", message: "缺少字段。" }],
    },
  }));
  renderRoute(ImportPage, "/data/:entity/import", "/data/customer/import?id=i1", shop);
  await userEvent.selectOptions(await screen.findByLabelText("“其他”对应的字段"), "phone");
  expect((screen.getByLabelText("“电话”对应的字段") as HTMLSelectElement).value).toBe("");
  await press("下一步：检查");
  expect(await screen.findByText("缺少字段。")).toBeDefined();
});
