import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { ReportDesignerPage } from "@dougong/report/designer";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "sale",
      label: "销售单",
      fields: [
        { key: "store", type: "reference", kind: "reference", label: "门店", target: "store" },
        { key: "soldAt", type: "dateTime", kind: "dateTime", label: "成交时间" },
        { key: "amount", type: "money", kind: "decimal", label: "金额" },
      ],
    },
    {
      key: "store",
      label: "门店",
      fields: [{ key: "city", type: "text", kind: "text", label: "城市" }],
    },
  ],
};

const chartTypes = [
  {
    id: "table",
    plain: true,
    purposes: [],
    groupings: [],
    slots: [
      { name: "groups", holds: "dimensions", least: 0, most: 8, byName: false },
      { name: "values", holds: "measures", least: 1, most: 20, byName: false },
    ],
  },
  {
    id: "leaderboard",
    plain: false,
    purposes: ["comparison"],
    groupings: [],
    slots: [
      { name: "who", holds: "dimensions", least: 1, most: 1, byName: false },
      { name: "value", holds: "measures", least: 1, most: 1, byName: false },
    ],
  },
];

const answer = (body: JsonObject) => ({
  columns: (body["measures"] as { key: string }[]).map(({ key }) => ({
    key,
    label: key,
    role: "measure",
    kind: "integer",
  })),
  rows: [],
  total: null,
  truncated: false,
  groups: 0,
  records: 0,
  definition: { entity: "sale", label: "销售单", limit: 1000, zone: "Asia/Shanghai" },
  at: "2026-11-26T08:00:00Z",
});

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer()
    .on("GET /api/chart-types", () => ({ body: { items: chartTypes } }))
    .on("POST /api/query", ({ body }) => ({ body: answer(body as JsonObject) }))
    .on("PUT /api/meta/report/saleReport1", () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/meta/publish", () => ({
      body: {
        ok: false,
        errors: [{ pointer: "/dimensions/0/field", code: "x.y", message: "门店有误。" }],
      },
    }));
});

const last = (route: string) => server.sent(route).at(-1)?.body as JsonObject | undefined;
const put = "PUT /api/meta/report/saleReport1";

function open() {
  renderRoute(
    ReportDesignerPage,
    "/design/report/:report",
    "/design/report/saleReport1?new=sale",
    shop,
  );
}

test("opening stores nothing; what is stored is what is shown", async () => {
  const user = userEvent.setup();
  open();
  const fields = within(await screen.findByRole("region", { name: "字段" }));
  await user.click(fields.getByRole("button", { name: "门店" }));
  await user.click(fields.getByRole("button", { name: "金额" }));
  const groups = within(screen.getByRole("region", { name: "分组" }));
  const values = within(screen.getByRole("region", { name: "数值" }));
  expect(groups.getByRole("button", { name: "门店" })).toBeTruthy();
  expect(values.getByRole("button", { name: "金额合计" })).toBeTruthy();
  expect(server.sent(put)).toHaveLength(0);
  await waitFor(() => expect(server.sent(put).length).toBeGreaterThan(0), { timeout: 3000 });
  expect(last(put)).toMatchObject({
    key: "saleReport1",
    entity: "sale",
    dimensions: [{ key: "store", field: "store" }],
    measures: [{ key: "amountSum", aggregate: "sum", expression: "amount" }],
    chart: { type: "leaderboard" },
  });
  const { key, label, chart, ...asked } = last(put) ?? {};
  expect([key, label, chart]).not.toContain(undefined);
  await waitFor(() => expect(last("POST /api/query")).toEqual(asked));
});

test("types that cannot show the report are off and say why", async () => {
  open();
  const types = within(await screen.findByRole("group", { name: "图表类型" }));
  expect(types.getByRole("button", { name: /排行榜/ })).toHaveProperty("disabled", true);
  expect(types.getByText("还需 1 个分组")).toBeTruthy();
  expect(types.getByRole("button", { name: "表格" })).toHaveProperty("disabled", false);
});

test("a problem leads to its column, and undo takes it away by name", async () => {
  const user = userEvent.setup();
  open();
  const fields = within(await screen.findByRole("region", { name: "字段" }));
  await user.click(fields.getByRole("button", { name: "门店" }));
  await user.click(await screen.findByRole("button", { name: "门店有误。" }, { timeout: 3000 }));
  expect(screen.getByLabelText("只留最大的几组")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "撤销：按“门店”分组" }));
  expect(within(screen.getByRole("region", { name: "分组" })).queryByRole("button")).toBeNull();
});

test("fields of the records that a reference reaches are opened and found", async () => {
  const user = userEvent.setup();
  open();
  const fields = within(await screen.findByRole("region", { name: "字段" }));
  expect(fields.queryByRole("button", { name: "门店 · 城市" })).toBeNull();
  await user.type(fields.getByRole("searchbox"), "城市");
  await user.click(fields.getByRole("button", { name: "门店 · 城市" }));
  const groups = within(screen.getByRole("region", { name: "分组" }));
  expect(groups.getByRole("button", { name: "门店 · 城市" })).toBeTruthy();
});

test("what was changed just before somebody leaves is stored, and nothing where nothing was", async () => {
  const user = userEvent.setup();
  open();
  await screen.findByRole("region", { name: "字段" });
  cleanup();
  open();
  const again = within(await screen.findByRole("region", { name: "字段" }));
  expect(server.sent(put)).toHaveLength(0);
  await user.click(again.getByRole("button", { name: "门店" }));
  cleanup();
  await waitFor(() => expect(last(put)).toMatchObject({ dimensions: [{ field: "store" }] }));
});
