import type { JsonObject } from "@dougong/kit/api";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { DesignPage } from "./DesignPage.tsx";

const entity = {
  key: "line",
  label: { zh: "宽带", en: "Line" },
  fields: [
    { key: "carrier", type: "text", label: { zh: "运营商" } },
    { key: "fee", type: "money", label: { zh: "月费", en: "Fee" } },
  ],
};
const form = {
  key: "lineFull",
  entity: "line",
  label: { zh: "宽带", en: "Line" },
  layout: [{ fields: ["carrier", "fee"] }],
};

let server: FakeServer;

beforeEach(() => {
  const stored = (content: unknown) => ({ version: 1, published: content, draft: null });
  server = new FakeServer()
    .on("GET /api/meta/form/lineFull", () => ({ body: { key: "lineFull", ...stored(form) } }))
    .on("GET /api/meta/entity/line", () => ({ body: { key: "line", ...stored(entity) } }))
    .on("PUT /api/meta/entity/line", () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/meta/publish", () => ({ body: { ok: true, errors: [] } }));
  renderRoute(DesignPage, "/design/form/:form", "/design/form/lineFull", {
    version: 1,
    entities: [],
  });
});

const labelOf = (at: number) => {
  const body = server.sent("PUT /api/meta/entity/line").at(-1)?.body as JsonObject | undefined;
  return (body?.["fields"] as JsonObject[] | undefined)?.[at]?.["label"];
};

async function opened() {
  await userEvent.click(await screen.findByRole("button", { name: "翻译" }));
  return within(screen.getByRole("region", { name: "翻译" }));
}

test("missing texts are found, filled in, saved and undone by name", async () => {
  const grid = await opened();
  await userEvent.click(grid.getByRole("checkbox", { name: "只看缺翻译的（1）" }));
  const cell = grid.getByLabelText("entity/fields/carrier/label（英文）");
  expect(grid.getAllByRole("textbox")).toHaveLength(2);
  await userEvent.type(cell, "Carrier");
  expect(grid.getByText("两种语言都齐了。")).toBeDefined();
  await waitFor(() => expect(labelOf(0)).toEqual({ zh: "运营商", en: "Carrier" }));
  await userEvent.click(screen.getByRole("button", { name: "撤销：改翻译“运营商”" }));
  await waitFor(() => expect(labelOf(0)).toEqual({ zh: "运营商" }));
});

test("a sheet is one step; what it does not know is told, and a wrong one changes nothing", async () => {
  const grid = await opened();
  const input = grid.getByLabelText("导入 CSV");
  const choose = (text: string) =>
    fireEvent.change(input, { target: { files: [new File([text], "t.csv")] } });
  choose("name,phone\na,b");
  await screen.findByText(/没有 key、zh、en 三列/);
  choose("key,zh,en\nentity/fields/carrier/label,,Carrier\nentity/fields/gone/label,x,y");
  await screen.findByText(/已填入 1 处翻译。有 1 行的 key/);
  await waitFor(() => expect(labelOf(0)).toEqual({ zh: "运营商", en: "Carrier" }));
  expect(screen.getByRole("button", { name: "撤销：导入翻译" })).toBeDefined();
});
