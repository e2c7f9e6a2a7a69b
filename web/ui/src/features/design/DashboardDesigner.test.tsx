import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { DashboardDesignerPage } from "@dougong/report/designer";
import { screen, waitFor, within } from "@testing-library/react";
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
      ],
    },
    { key: "store", label: "门店", fields: [{ key: "name", type: "text", label: "名称" }] },
  ],
};

const report = (key: string, draft: boolean) => {
  const content = {
    key,
    label: { zh: key === "byStore" ? "各门店" : "总数" },
    entity: "sale",
    ...(key === "byStore" ? { dimensions: [{ key: "store", field: "store" }] } : {}),
    measures: [{ key: "count", aggregate: "count" }],
    chart: { type: "table" },
  };
  return { key, version: 1, published: draft ? null : content, draft: draft ? content : null };
};

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer()
    .on("GET /api/chart-types", () => ({ body: { items: [] } }))
    .on("GET /api/meta/report", () => ({
      body: {
        items: [
          { key: "byStore", label: { zh: "各门店" }, hasDraft: true },
          { key: "all", label: { zh: "总数" }, hasDraft: false },
        ],
      },
    }))
    .on("GET /api/meta/report/byStore", () => ({ body: report("byStore", true) }))
    .on("GET /api/meta/report/all", () => ({ body: report("all", false) }))
    .on("PUT /api/meta/dashboard/board1", () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/meta/publish", () => ({ body: { ok: true, errors: [] } }));
});

const open = (more = "") =>
  renderRoute(
    DashboardDesignerPage,
    "/design/dashboard/:dashboard",
    `/design/dashboard/board1?new${more}`,
    shop,
  );

test("charts are added, linked and moved; what waits is published along", async () => {
  const user = userEvent.setup();
  open();
  const list = within(await screen.findByRole("region", { name: "图表" }));
  await user.click(await list.findByRole("button", { name: "各门店" }));
  await user.click(list.getByRole("button", { name: "总数" }));
  const board = within(screen.getByRole("region", { name: "看板" }));
  await user.click(await board.findByRole("button", { name: "各门店" }));
  await user.click(screen.getByLabelText("点击图形时筛选整个看板"));
  await user.click(screen.getByRole("button", { name: "“总数”在手机上前移" }));
  await user.click(screen.getByRole("button", { name: "发布" }));
  await waitFor(() => expect(server.sent("POST /api/meta/publish").length).toBeGreaterThan(0));
  await waitFor(() =>
    expect(server.sent("POST /api/meta/publish").at(-1)?.body).toEqual({
      items: [
        { kind: "dashboard", key: "board1" },
        { kind: "report", key: "byStore" },
      ],
    }),
  );
  const saved = server.sent("PUT /api/meta/dashboard/board1").at(-1)?.body as JsonObject;
  expect(saved["widgets"]).toMatchObject([
    { report: "byStore", x: 0, y: 0, click: "filter", phone: 1 },
    { report: "all", x: 6, y: 0, phone: 0 },
  ]);
  expect(saved["filters"]).toEqual([{ entity: "store", field: "id" }]);
});

test("a chart that was made for the dashboard is on it, once, and can be taken back", async () => {
  const user = userEvent.setup();
  const route = open("&add=byStore");
  const board = within(await screen.findByRole("region", { name: "看板" }));
  expect(await board.findAllByRole("button", { name: "各门店" })).toHaveLength(1);
  await waitFor(() => expect(route.address()).not.toContain("add="));
  await user.click(screen.getByRole("button", { name: "撤销：加入“各门店”" }));
  expect(board.queryByRole("button", { name: "各门店" })).toBeNull();
});
