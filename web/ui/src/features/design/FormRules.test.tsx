import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { DesignPage } from "./DesignPage.tsx";

const entity = {
  key: "line",
  label: { zh: "宽带" },
  fields: [
    {
      key: "carrier",
      type: "choice",
      label: { zh: "运营商" },
      options: [
        { value: "mobile", label: { zh: "移动" } },
        { value: "unicom", label: { zh: "联通" } },
      ],
    },
    { key: "slot", type: "text", label: { zh: "第二卡槽" } },
    { key: "fee", type: "money", label: { zh: "月费" } },
  ],
};
const form: JsonObject = {
  key: "lineFull",
  entity: "line",
  label: { zh: "宽带" },
  layout: [{ fields: ["carrier", "slot", "fee"] }],
  rules: [{ when: 'carrier == "mobile" || fee > 9', set: [{ field: "fee", value: "29" }] }],
};
const snapshot: MetadataSnapshot = { version: 1, entities: [] };

let server: FakeServer;

beforeEach(() => {
  const stored = (content: unknown) => ({ version: 1, published: content, draft: null });
  server = new FakeServer()
    .on("GET /api/meta/form/lineFull", () => ({ body: { key: "lineFull", ...stored(form) } }))
    .on("GET /api/meta/entity/line", () => ({ body: { key: "line", ...stored(entity) } }))
    .on("PUT /api/meta/form/lineFull", () => ({ body: { ok: true, errors: [] } }))
    .on("POST /api/meta/publish", () => ({
      body: {
        ok: false,
        errors: [
          {
            pointer: "/rules/1/show/0",
            document: "forms/lineFull.json",
            code: "x.y",
            message: "不对。",
          },
        ],
      },
    }));
  renderRoute(DesignPage, "/design/form/:form", "/design/form/lineFull", snapshot);
});

const saved = () => server.sent("PUT /api/meta/form/lineFull").at(-1)?.body as JsonObject;

test("a rule is chosen, said as a sentence, saved, undone by its name", async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "规则（1）" }));
  const rules = within(screen.getByRole("region", { name: "规则" }));
  expect(rules.getByRole("listitem").textContent).toContain(
    '当 carrier == "mobile" || fee > 9 时，月费 设为 29',
  );
  await user.click(rules.getByRole("button", { name: "加规则" }));
  const dialog = within(screen.getByRole("dialog", { name: "新规则" }));
  const done = dialog.getByRole("button", { name: "完成" });
  expect(done).toHaveProperty("disabled", true);
  await user.selectOptions(dialog.getByLabelText("字段"), "carrier");
  await user.click(dialog.getByRole("checkbox", { name: "联通" }));
  await user.selectOptions(dialog.getByLabelText("对哪个字段"), "slot");
  await user.click(done);
  expect(rules.getAllByRole("listitem")[1]?.textContent).toContain(
    "当 运营商 是 联通 时，显示 第二卡槽",
  );
  expect(screen.getByRole("button", { name: "撤销：加规则“第二卡槽”" })).toBeTruthy();
  await waitFor(() => expect(saved()).toBeTruthy(), { timeout: 3000 });
  expect(saved()["rules"]).toEqual([
    ...(form["rules"] as JsonObject[]),
    { when: 'carrier in ("unicom")', show: ["slot"] },
  ]);
  expect((await rules.findByRole("alert")).textContent).toBe("不对。");
  await user.click(screen.getByRole("button", { name: "撤销：加规则“第二卡槽”" }));
  expect(rules.getAllByRole("listitem")).toHaveLength(1);
});

test("a field says which rules use it, and leads there; conditions show their text", async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^月费/ }));
  const properties = within(screen.getByRole("region", { name: "属性" }));
  expect(properties.getByText("1 条规则用到这个字段：")).toBeTruthy();
  await user.click(properties.getByRole("button", { name: "规则 1" }));
  const dialog = within(screen.getByRole("dialog", { name: "修改规则" }));
  expect(dialog.getByLabelText("表达式")).toHaveProperty("value", 'carrier == "mobile" || fee > 9');
  await user.clear(dialog.getByLabelText("表达式"));
  await user.type(dialog.getByLabelText("表达式"), 'carrier in ("mobile")');
  await user.click(dialog.getByRole("button", { name: "改用选择" }));
  expect(dialog.getByRole("checkbox", { name: "移动" })).toHaveProperty("checked", true);
});
