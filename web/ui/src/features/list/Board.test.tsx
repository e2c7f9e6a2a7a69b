import type { MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { ListPage } from "./ListPage.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "lead",
      label: "线索",
      title: "name",
      rights: { create: true, update: true },
      fields: [
        { key: "name", type: "text", label: "姓名" },
        {
          key: "stage",
          type: "stage",
          label: "阶段",
          stages: [
            { value: "new", label: "新线索" },
            { value: "won", label: "成交", kind: "won" },
            { value: "lost", label: "战败", kind: "lost" },
          ],
        },
        {
          key: "reason",
          type: "choice",
          label: "战败原因",
          options: [
            { value: "price", label: "价格高" },
            { value: "none", label: "不需要" },
          ],
        },
        { key: "budget", type: "money", label: "预算" },
      ],
    },
  ],
  views: [
    {
      key: "board",
      entity: "lead",
      type: "kanban",
      columns: [{ field: "name" }, { field: "budget" }],
      options: { by: "stage", sums: ["budget"] },
    },
  ],
};

let stages: Record<string, string>;
let server: FakeServer;
beforeEach(() => {
  stages = { l1: "new", l2: "new", l3: "won" };
  const leads = () =>
    Object.entries(stages).map(([id, stage]) => ({ id, version: 1, name: `客户${id}`, stage }));
  server = new FakeServer()
    .on("GET /api/saved-filters", () => ({ body: { items: [] } }))
    .on("GET /api/data/lead", ({ query }) => {
      const stage = /stage == "(\w+)"/.exec(query.get("filter") ?? "")?.[1];
      return { body: { items: leads().filter((lead) => lead.stage === stage), next: null } };
    })
    .on("POST /api/query", () => ({
      body: {
        rows: [
          { column: "new", count: 1200, sum0: 3600 },
          { column: "won", count: 1, sum0: null },
        ],
      },
    }))
    .on("GET /api/data/lead/l1", () => ({ body: { id: "l1", version: 4, name: "客户l1" } }))
    .on("PATCH /api/data/lead/l1", ({ body }) => {
      const values = body as { stage: string; reason?: string | null };
      if (values.stage === "lost" && !values.reason) {
        const entry = { pointer: "/reason", code: "record.rule", message: "战败请选择原因" };
        return { status: 422, body: { code: "record.rule", errors: [entry] } };
      }
      stages = { ...stages, l1: values.stage };
      return { body: { id: "l1", version: 5, name: "客户l1", ...values } };
    });
});

const open = () => renderRoute(ListPage, "/data/:entity", "/data/lead", shop);

const column = (name: string) => screen.getByRole("region", { name: new RegExp(name) });
const patches = () => server.sent("PATCH /api/data/lead/l1").map((request) => request.body);

/** Messages of earlier tests may still stand; the newest is the last. */
async function undo() {
  const [button] = (await screen.findAllByRole("button", { name: "撤销" })).slice(-1);
  if (button) await userEvent.click(button);
}

async function moveTo(name: string) {
  await userEvent.click(await screen.findByRole("button", { name: "移动“客户l1”" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByText(name));
}

test("each column says what the server counted, over all records and not only the loaded ones", async () => {
  open();
  expect(await screen.findByText("1,200")).toBeDefined();
  expect(within(column("新线索")).getByText(/预算 .*3,600/)).toBeDefined();
  expect(within(column("战败")).getByText("0")).toBeDefined();
  expect(within(column("新线索")).getAllByRole("link")).toHaveLength(2);
});

test("a card moves by its menu, and back while the message stands", async () => {
  open();
  await moveTo("成交");
  await waitFor(() => expect(within(column("成交")).getByText("客户l1")).toBeDefined());
  expect(within(column("新线索")).queryByText("客户l1")).toBeNull();
  await undo();
  await waitFor(() => expect(within(column("新线索")).getByText("客户l1")).toBeDefined());
  expect(patches()).toEqual([{ stage: "won" }, { stage: "new" }]);
});

test("a card moves by keys and keeps the focus", async () => {
  open();
  const card = await screen.findByRole("link", { name: "客户l1" });
  card.focus();
  await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await waitFor(() => expect(within(column("成交")).getByText("客户l1")).toBeDefined());
  expect(document.activeElement?.textContent).toBe("客户l1");
});

test("what the server wants to know is asked, and taking the move back takes it back too", async () => {
  open();
  await moveTo("战败");
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("战败请选择原因")).toBeDefined();
  expect(within(column("新线索")).getByText("客户l1")).toBeDefined();
  await userEvent.click(within(dialog).getByLabelText("价格高"));
  await userEvent.click(within(dialog).getByRole("button", { name: "移动" }));
  await waitFor(() => expect(within(column("战败")).getByText("客户l1")).toBeDefined());
  await undo();
  await waitFor(() => expect(patches()).toHaveLength(3));
  expect(patches().slice(1)).toEqual([
    { reason: "price", stage: "lost" },
    { reason: null, stage: "new" },
  ]);
});

test("a move that is refused puts the card back and says why", async () => {
  server.on("PATCH /api/data/lead/l1", () => ({
    status: 403,
    body: { code: "forbidden", errors: [{ code: "forbidden", message: "没有权限" }] },
  }));
  open();
  await moveTo("成交");
  expect(await screen.findByText("没有权限")).toBeDefined();
  expect(within(column("新线索")).getByText("客户l1")).toBeDefined();
});

/** Somebody wrote the record since the list was read; it stands at a stage now. */
function changedMeanwhile(stage: string) {
  server
    .on("GET /api/data/lead/l1", () => ({ body: { id: "l1", version: 9, name: "客户l1", stage } }))
    .on("PATCH /api/data/lead/l1", ({ headers, body }) =>
      headers.get("If-Match") === '"9"'
        ? { body: { id: "l1", version: 10, name: "客户l1", ...(body as object) } }
        : { status: 409, body: { code: "record.stale", errors: [] } },
    );
}

test("a change of other fields meanwhile does not hinder a move", async () => {
  changedMeanwhile("new");
  open();
  await moveTo("成交");
  await waitFor(() => expect(patches()).toEqual([{ stage: "won" }, { stage: "won" }]));
  expect(within(column("成交")).getByText("客户l1")).toBeDefined();
});

test("a card that somebody else moved meanwhile is not moved", async () => {
  changedMeanwhile("lost");
  open();
  await moveTo("成交");
  expect(await screen.findByText("这条记录刚被别人修改，已载入最新内容。")).toBeDefined();
  expect(within(column("新线索")).getByText("客户l1")).toBeDefined();
  expect(patches()).toEqual([{ stage: "won" }]);
});
