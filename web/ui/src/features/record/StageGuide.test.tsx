import type { EntityMetadata, MetadataSnapshot, RecordJson } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { StageGuide } from "./StageGuide.tsx";

const lead = {
  key: "lead",
  label: { zh: "线索" },
  title: "name",
  rights: { update: true },
  fields: [
    { key: "name", type: "text", label: { zh: "姓名" } },
    {
      key: "stage",
      type: "stage",
      label: { zh: "阶段" },
      stages: [
        { value: "new", label: { zh: "新线索" } },
        { value: "met", label: { zh: "已面谈" }, next: { zh: "当天报价" } },
        { value: "lost", label: { zh: "战败" }, kind: "lost" },
        { value: "won", label: { zh: "成交" }, kind: "won" },
      ],
    },
    {
      key: "reason",
      type: "choice",
      label: { zh: "战败原因" },
      options: [{ value: "price", label: { zh: "价格高" } }],
    },
  ],
} as unknown as EntityMetadata;

const at = (stage: string): RecordJson => ({ id: "l1", version: 4, name: "王芳", stage });

let server: FakeServer;
let stage: string;
beforeEach(() => {
  stage = "new";
  server = new FakeServer()
    .on("GET /api/data/lead/l1", () => ({ body: at(stage) }))
    .on("PATCH /api/data/lead/l1", ({ body }) => {
      const values = body as { stage: string; reason?: string | null };
      if (values.stage === "lost" && !values.reason) {
        const entry = { pointer: "/reason", code: "record.rule", message: "战败请选择原因" };
        return { status: 422, body: { code: "record.rule", errors: [entry] } };
      }
      ({ stage } = values);
      return { body: { ...at(stage), ...values, version: 5 } };
    });
});

function open(entity: EntityMetadata, record: RecordJson) {
  const snapshot: MetadataSnapshot = { version: 1, entities: [entity] };
  renderRoute(() => <StageGuide entity={entity} record={record} />, "/", "/", snapshot);
}

const patches = () => server.sent("PATCH /api/data/lead/l1").map((request) => request.body);

/** Messages of earlier tests may still stand; the newest is the last. */
async function undo() {
  const [button] = (await screen.findAllByRole("button", { name: "撤销" })).slice(-1);
  if (button) await userEvent.click(button);
}

test("one press takes a record to the stage that follows, and back", async () => {
  open(lead, at("new"));
  await userEvent.click(await screen.findByRole("button", { name: "进入“已面谈”" }));
  expect(await screen.findByText("已进入“已面谈”")).toBeDefined();
  await undo();
  await waitFor(() => expect(patches()).toEqual([{ stage: "met" }, { stage: "new" }]));
});

test("what follows is not the loss, and what the server wants to know is asked", async () => {
  open(lead, at("met"));
  expect(await screen.findByRole("button", { name: "进入“成交”" })).toBeDefined();
  expect(screen.getByText("当天报价")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: /其他阶段/ }));
  await userEvent.click(screen.getByRole("menuitem", { name: "战败" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("战败请选择原因")).toBeDefined();
  await userEvent.click(within(dialog).getByLabelText("价格高"));
  await userEvent.click(within(dialog).getByRole("button", { name: "移动" }));
  await waitFor(() => expect(patches()).toHaveLength(2));
  expect(patches()[1]).toEqual({ reason: "price", stage: "lost" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("who may only read is offered no step, and neither is what is closed", async () => {
  open({ ...lead, rights: { update: false } } as EntityMetadata, at("met"));
  expect(await screen.findByText("当天报价")).toBeDefined();
  expect(screen.queryByRole("button", { name: /进入|其他阶段/ })).toBeNull();
  open(lead, at("won"));
  expect(screen.queryByRole("button", { name: /进入|其他阶段/ })).toBeNull();
});
