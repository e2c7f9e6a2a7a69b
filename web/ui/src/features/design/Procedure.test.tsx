import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { DesignPage } from "./DesignPage.tsx";

const entity = {
  key: "lead",
  label: { zh: "线索" },
  fields: [
    {
      key: "done",
      type: "multiChoice",
      label: { zh: "已完成" },
      options: [
        { value: "ask", label: { zh: "问清需求" } },
        { value: "show", label: { zh: "演示" } },
      ],
    },
    { key: "why", type: "text", label: { zh: "跳过原因" } },
    { key: "budget", type: "money", label: { zh: "预算" } },
    {
      key: "stage",
      type: "stage",
      label: { zh: "阶段" },
      stages: [
        { value: "new", label: { zh: "新线索" } },
        { value: "won", label: { zh: "成交" }, kind: "won" },
      ],
    },
  ],
};
const form: JsonObject = {
  key: "leadFull",
  entity: "lead",
  label: { zh: "线索" },
  layout: [{ fields: ["stage", "done", "why", "budget"] }],
};
const snapshot: MetadataSnapshot = { version: 1, entities: [] };

let server: FakeServer;

beforeEach(() => {
  const stored = (content: unknown) => ({ version: 1, published: content, draft: null });
  server = new FakeServer()
    .on("GET /api/meta/form/leadFull", () => ({ body: { key: "leadFull", ...stored(form) } }))
    .on("GET /api/meta/entity/lead", () => ({ body: { key: "lead", ...stored(entity) } }))
    .on("PUT /api/meta/entity/lead", () => ({ body: { ok: true, errors: [] } }))
    .on("PUT /api/meta/form/leadFull", () => ({ body: { ok: true, errors: [] } }));
  renderRoute(DesignPage, "/design/form/:form", "/design/form/leadFull", snapshot);
});

test("an administrator says at each stage what comes next and what is done before", async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^阶段/ }));
  const properties = within(screen.getByRole("region", { name: "属性" }));
  await user.selectOptions(properties.getByLabelText("完成事项记在"), "done");
  await user.selectOptions(properties.getByLabelText("跳过原因记在"), "why");
  await user.click(properties.getByText("新线索", { selector: "summary" }));
  const stage = within(
    properties.getByText("新线索", { selector: "summary" }).closest("details") as HTMLElement,
  );
  await user.type(stage.getByLabelText("下一步做什么"), "打电话");
  await user.click(stage.getByLabelText("问清需求"));
  await user.selectOptions(stage.getByLabelText("离开前必须填写"), "budget");
  const saved = () => server.sent("PUT /api/meta/entity/lead").at(-1)?.body as JsonObject;
  await waitFor(() => expect(JSON.stringify(saved())).toContain('"required":["budget"]'), {
    timeout: 4000,
  });
  const fields = saved()["fields"] as JsonObject[];
  expect(fields.find((field) => field["key"] === "stage")).toEqual({
    ...entity.fields[3],
    checklist: "done",
    skipReason: "why",
    stages: [
      {
        value: "new",
        label: { zh: "新线索" },
        next: { zh: "打电话" },
        checks: ["ask"],
        required: ["budget"],
      },
      { value: "won", label: { zh: "成交" }, kind: "won" },
    ],
  });
  await user.click(stage.getByRole("button", { name: "不再要求预算" }));
  expect(stage.queryByRole("button", { name: "不再要求预算" })).toBeNull();
});

test("an administrator adds a stage, names it and puts it in its place", async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^阶段/ }));
  const properties = within(screen.getByRole("region", { name: "属性" }));
  await user.click(properties.getByRole("button", { name: "加阶段" }));
  const summary = properties.getByText("新阶段", { selector: "summary" });
  await user.click(summary);
  const stage = within(summary.closest("details") as HTMLElement);
  await user.clear(stage.getByLabelText("阶段名称"));
  await user.type(stage.getByLabelText("阶段名称"), "报价");
  await user.click(stage.getByRole("button", { name: "上移" }));
  const saved = () => server.sent("PUT /api/meta/entity/lead").at(-1)?.body as JsonObject;
  await waitFor(() => expect(JSON.stringify(saved())).toMatch(/"报价".*"新线索".*"成交"/), {
    timeout: 4000,
  });
});
