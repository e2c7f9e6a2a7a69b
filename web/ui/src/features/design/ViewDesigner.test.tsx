import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { ViewDesign } from "./ViewDesign.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "part",
      label: "配件",
      title: "name",
      fields: [
        { key: "name", type: "text", kind: "text", label: "名称" },
        {
          key: "status",
          type: "choice",
          kind: "text",
          label: "状态",
          options: [{ value: "in", label: "在库" }],
        },
        { key: "count", type: "integer", kind: "integer", label: "数量" },
        { key: "createdAt", type: "dateTime", kind: "dateTime", label: "创建时间", system: true },
      ],
    },
  ],
};
const view = {
  key: "partAll",
  entity: "part",
  label: { zh: "全部" },
  type: "kanban",
  columns: [{ field: "name", width: 200 }, { field: "count" }],
  options: { by: "status", values: ["in"], sums: ["count"] },
  filter: "count > 3",
};
const put = "PUT /api/meta/view/partAll";

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer()
    .on("GET /api/meta/view/partAll", () => ({
      body: { key: "partAll", version: 2, published: view, draft: null },
    }))
    .on(put, () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/meta/publish", () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/query", () => ({ body: { columns: [], rows: [], total: null } }))
    .on("GET /api/data/part", () => ({
      body: { items: [{ id: "r1", version: 1, name: "钢化膜", count: 7 }], next: null },
    }));
  renderRoute(ViewDesign, "/design/view/:view", "/design/view/partAll", shop);
});

const saved = () => server.sent(put).at(-1)?.body as JsonObject;

test("a board becomes a table and is a board again by undo; opening stores nothing", async () => {
  const user = userEvent.setup();
  const shownAs = await screen.findByLabelText("显示为");
  expect(shownAs).toHaveProperty("value", "kanban");
  expect(await screen.findByLabelText("按哪个字段分列")).toHaveProperty("value", "status");
  expect(server.sent(put)).toHaveLength(0);
  await user.selectOptions(shownAs, "");
  const preview = within(screen.getByRole("region", { name: "视图" }));
  expect(await preview.findByRole("cell", { name: "钢化膜" })).toBeTruthy();
  expect(server.sent("GET /api/data/part").at(-1)?.query.get("filter")).toBe("count > 3");
  await waitFor(() => expect(server.sent(put).length).toBeGreaterThan(0), { timeout: 3000 });
  const { type: _type, options: _options, ...table } = view;
  expect(saved()).toEqual(table);
  await user.click(screen.getByRole("button", { name: "撤销：显示为“表格”" }));
  expect(shownAs).toHaveProperty("value", "kanban");
});

test("columns are added, moved and taken away by click, and what is shown is what is saved", async () => {
  const user = userEvent.setup();
  const fields = within(await screen.findByRole("region", { name: "字段" }));
  await user.click(fields.getByRole("button", { name: "创建时间" }));
  await user.click(screen.getByRole("button", { name: "前移“创建时间”" }));
  await user.click(screen.getByRole("button", { name: "名称" }));
  await user.click(screen.getByRole("button", { name: "去掉“名称”" }));
  expect(screen.getByRole("button", { name: "撤销：去掉列“名称”" })).toBeTruthy();
  expect(fields.getByRole("button", { name: "名称" })).toBeTruthy();
  await waitFor(() => expect(server.sent(put).length).toBeGreaterThan(0), { timeout: 3000 });
  expect(saved()).toEqual({ ...view, columns: [{ field: "createdAt" }, { field: "count" }] });
});
