import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { RunPage, WorkflowDesignerPage } from "@dougong/workflow/designer";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";

const types = JSON.parse(
  readFileSync(
    join(
      dirname(fileURLToPath(import.meta.url)),
      "../../../../../workflow-engine/src/test/resources/golden/WorkflowTypes.json",
    ),
    "utf8",
  ),
) as { nodes: object[] };

/** A type of which the browser has no folder. */
const ring = {
  id: "ring",
  goesOn: true,
  schema: {
    properties: {
      who: { $ref: "#/$defs/user", description: "Who is called." },
      after: { $ref: "#/$defs/span", description: "How long it rings." },
      lost: { $ref: "#/$defs/target", description: "Where to go when nobody answers." },
    },
    required: ["who"],
  },
};

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "lead",
      label: "线索",
      fields: [
        { key: "name", type: "text", kind: "text", label: "姓名" },
        {
          key: "stage",
          type: "stage",
          kind: "text",
          label: "阶段",
          stages: [{ value: "new", label: "新线索" }],
        },
        { key: "owner", type: "user", kind: "reference", label: "负责人", system: true },
      ],
    },
  ],
};

const run = {
  id: "r1",
  workflow: "leadWorkflow1",
  status: "failed",
  record: { entity: "lead", id: "l1", label: "王芳" },
  reason: {},
  problem: { code: "workflow.fault", message: "该步骤失败。" },
  startedAt: "2026-11-26T08:00:00Z",
  endedAt: null,
  messages: [],
  document: {
    key: "leadWorkflow1",
    label: { zh: "首次联系" },
    trigger: { type: "record", entity: "lead", on: ["created"] },
    nodes: [
      // oxlint-disable-next-line unicorn/no-thenable -- the option of a condition
      { id: "isNew", type: "condition", when: 'record.stage == "new"', then: "call", else: "note" },
      { id: "call", type: "task", title: "打电话", assignee: "record.owner" },
      { id: "note", type: "stop" },
    ],
  },
  steps: [
    {
      id: "s1",
      node: "isNew",
      state: "done",
      attempt: 0,
      output: true,
      dueAt: null,
      startedAt: "2026-11-26T08:00:00Z",
      endedAt: "2026-11-26T08:00:01Z",
      problem: null,
    },
    {
      id: "s2",
      node: "call",
      state: "failed",
      attempt: 1,
      output: null,
      dueAt: null,
      startedAt: "2026-11-26T08:00:01Z",
      endedAt: null,
      problem: { code: "workflow.taskForNobody", message: "该任务没有人来做。" },
    },
  ],
};

let server: FakeServer;
const put = "PUT /api/meta/workflow/leadWorkflow1";

beforeEach(() => {
  server = new FakeServer()
    .on("GET /api/workflow-types", () => ({ body: types }))
    .on("GET /api/meta/role", () => ({
      body: { items: [{ key: "clerk", label: { zh: "店员" } }] },
    }))
    .on(put, () => ({ body: { ok: true, errors: [] } }))
    .on("GET /api/executions/r1", () => ({ body: run }))
    .on("POST /api/executions/r1/retry", () => ({ status: 204 }))
    .on("POST /api/meta/publish", () => ({
      body: {
        ok: false,
        errors: [{ pointer: "/nodes/0/title", code: "x.y", message: "内容有误。" }],
      },
    }));
});

const open = () =>
  renderRoute(
    WorkflowDesignerPage,
    "/design/workflow/:workflow",
    "/design/workflow/leadWorkflow1?new=record&entity=lead",
    shop,
  );

const last = () => server.sent(put).at(-1)?.body as JsonObject | undefined;

test("a task after a condition is made by clicks; what is saved is what is shown", async () => {
  const user = userEvent.setup();
  open();
  const canvas = within(await screen.findByRole("region", { name: "流程图" }));
  expect(canvas.getByText("当线索被新建时")).toBeTruthy();
  expect(canvas.getByText("还没有步骤")).toBeTruthy();
  const palette = within(screen.getByRole("region", { name: "步骤" }));
  await user.click(palette.getByRole("button", { name: "条件" }));
  await user.click(canvas.getByRole("button", { name: "在“条件”的“满足”里添加步骤" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.type(dialog.getByRole("searchbox"), "任务{Enter}");
  const properties = within(screen.getByRole("region", { name: "属性" }));
  await user.type(properties.getByLabelText("任务内容"), "打电话给");
  await user.selectOptions(properties.getByLabelText("在“任务内容”里插入字段"), "姓名");
  expect(canvas.getByText("请负责人处理：打电话给〔姓名〕（24小时内）")).toBeTruthy();
  await waitFor(() => expect(last()?.["nodes"]).toHaveLength(2), { timeout: 3000 });
  await waitFor(
    () =>
      expect(last()?.["nodes"]).toMatchObject([
        // oxlint-disable-next-line unicorn/no-thenable -- the option of a condition
        { id: "condition", then: "task" },
        { id: "task", title: "打电话给{{record.name}}", assignee: "record.owner" },
      ]),
    { timeout: 3000 },
  );
});

test("a problem leads to its step; typing is undone as one deed, by name", async () => {
  const user = userEvent.setup();
  open();
  const palette = within(await screen.findByRole("region", { name: "步骤" }));
  await user.click(palette.getByRole("button", { name: "任务" }));
  const title = () => screen.getByLabelText<HTMLTextAreaElement>("任务内容");
  await user.type(title(), "abc");
  await user.click(await screen.findByRole("button", { name: "内容有误。" }, { timeout: 3000 }));
  const properties = within(screen.getByRole("region", { name: "属性" }));
  expect(properties.getByText("内容有误。")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(title()));
  await user.click(screen.getByRole("button", { name: "撤销：修改“任务”" }));
  expect(title().value).toBe("");
  await user.click(screen.getByRole("button", { name: "撤销：添加“任务”" }));
  expect(screen.queryByLabelText("任务内容")).toBeNull();
});

test("steps are copied, carried and deleted by keys", async () => {
  const user = userEvent.setup();
  open();
  const palette = within(await screen.findByRole("region", { name: "步骤" }));
  await user.click(palette.getByRole("button", { name: "等待" }));
  await user.click(palette.getByRole("button", { name: "任务" }));
  const order = () =>
    [...document.querySelectorAll(".dg-flow-steps [data-step]")].map((one) =>
      one.getAttribute("data-step"),
    );
  expect(order()).toEqual(["delay", "task"]);
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(order()).toEqual(["task", "delay"]);
  await user.keyboard("{Control>}d{/Control}");
  expect(order()).toEqual(["task", "task2", "delay"]);
  await user.keyboard("{Delete}");
  expect(order()).toEqual(["task", "delay"]);
});

test("a type that only the server knows has its pickers, its place and its ways", async () => {
  const user = userEvent.setup();
  server.on("GET /api/workflow-types", () => ({
    body: { ...types, nodes: [...types.nodes, ring] },
  }));
  open();
  const palette = within(await screen.findByRole("region", { name: "步骤" }));
  await user.click(palette.getByRole("button", { name: "ring" }));
  const properties = within(screen.getByRole("region", { name: "属性" }));
  await user.selectOptions(properties.getByLabelText("Who is called."), "负责人");
  await user.type(properties.getByLabelText("How long it rings."), "3");
  await user.selectOptions(
    properties.getByLabelText("Where to go when nobody answers."),
    "到此结束这一路",
  );
  const place = "在“ring”的“Where to go when nobody answers.”里添加步骤";
  expect(screen.getByRole("button", { name: place })).toBeTruthy();
  await waitFor(
    () =>
      expect(last()?.["nodes"]).toEqual([
        { id: "ring", type: "ring", who: "record.owner", after: "P3D", lost: "end" },
      ]),
    { timeout: 3000 },
  );
});

test("a run shows the way it took, and is tried again", async () => {
  const user = userEvent.setup();
  renderRoute(
    RunPage,
    "/design/workflow/:workflow/runs/:run",
    "/design/workflow/leadWorkflow1/runs/r1",
    shop,
  );
  const path = await screen.findByRole("region", { name: "走过的路" });
  const card = (id: string) => path.querySelector(`[data-step=${id}]`);
  expect(card("isNew")?.textContent).toContain("结果：是");
  expect(card("call")?.getAttribute("data-state")).toBe("failed");
  expect(card("call")?.textContent).toContain("该任务没有人来做。");
  expect(card("note")?.textContent).toContain("没有经过");
  await user.click(screen.getByRole("button", { name: "从失败的步骤重试" }));
  await waitFor(() => expect(server.sent("POST /api/executions/r1/retry")).toHaveLength(1));
});
