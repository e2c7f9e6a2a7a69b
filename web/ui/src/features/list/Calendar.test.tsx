import type { MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { ListPage } from "./ListPage.tsx";

const two = (number: number) => String(number).padStart(2, "0");
const now = new Date();
const inMonth = (day: number) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(day)}`;

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "job",
      label: "工单",
      title: "name",
      rights: { create: true, update: true },
      fields: [
        { key: "name", type: "text", label: "名称" },
        { key: "due", type: "date", label: "承诺日期" },
      ],
    },
  ],
  views: [
    {
      key: "calendar",
      entity: "job",
      type: "calendar",
      columns: [{ field: "name" }],
      filter: "name != null",
      options: { by: "due" },
    },
  ],
};

let due: Record<string, string>;
let server: FakeServer;
let refuses: boolean;
beforeEach(() => {
  due = Object.fromEntries(["j1", "j2", "j3", "j4", "j5"].map((id) => [id, inMonth(10)]));
  refuses = false;
  server = new FakeServer()
    .on("GET /api/saved-filters", () => ({ body: { items: [] } }))
    .on("GET /api/data/job", ({ query }) => {
      const [, first = "", last = ""] =
        /due >= "([\d-]+)" && due <= "([\d-]+)"/.exec(query.get("filter") ?? "") ?? [];
      const items = Object.entries(due)
        .filter(([, day]) => day >= first && day <= last)
        .map(([id, day]) => ({ id, version: 1, name: `工单${id}`, due: day }));
      return { body: { items, next: query.get("after") ? null : "next" } };
    })
    .on("PATCH /api/data/job/j1", ({ body }) => {
      if (refuses) {
        const entry = { pointer: "/due", code: "record.rule", message: "不能早于接机日期" };
        return { status: 422, body: { code: "record.rule", errors: [entry] } };
      }
      const values = body as { due: string };
      due = { ...due, j1: values.due };
      return { body: { id: "j1", version: 2, name: "工单j1", ...values } };
    });
});

const open = () => renderRoute(ListPage, "/data/:entity", "/data/job", shop);
const cell = (day: string) => {
  const found = document.querySelector<HTMLElement>(`[data-day="${day}"]`);
  if (!found) throw new Error(`no day ${day}`);
  return within(found);
};

async function moveTo(day: string) {
  await userEvent.click(await screen.findByRole("button", { name: "移动“工单j1”" }));
  const dialog = within(screen.getByRole("dialog"));
  const input = dialog.getByLabelText("日期");
  await userEvent.clear(input);
  await userEvent.type(input, day);
  await userEvent.click(dialog.getByRole("button", { name: /^移\s?动$/ }));
}

test("only the period is asked for, within the filter of the view, and a cut is told", async () => {
  open();
  await screen.findByRole("link", { name: "工单j1" });
  const [request] = server.sent("GET /api/data/job");
  expect(request?.query.get("filter")).toMatch(/^\(name != null\) && due >= /);
  expect(request?.query.get("limit")).toBe("200");
  expect(screen.getByText(/只读入了前 5 条/)).toBeDefined();
});

test("a full day shows some, and all of them in a dialog", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: /还有 2 条/ }));
  expect(within(screen.getByRole("dialog")).getAllByRole("link")).toHaveLength(5);
});

test("a record moves by its button, and back while the message stands", async () => {
  open();
  await moveTo(inMonth(12));
  await waitFor(() => expect(cell(inMonth(12)).getByText("工单j1")).toBeDefined());
  const [undo] = (await screen.findAllByRole("button", { name: "撤销" })).slice(-1);
  if (undo) await userEvent.click(undo);
  await waitFor(() => expect(cell(inMonth(10)).getByText("工单j1")).toBeDefined());
  expect(server.sent("PATCH /api/data/job/j1").map(({ body }) => body)).toEqual([
    { due: inMonth(12) },
    { due: inMonth(10) },
  ]);
});

test("what the server refuses stays where it was, with the reason", async () => {
  refuses = true;
  open();
  await moveTo(inMonth(12));
  expect(await screen.findByText("不能早于接机日期")).toBeDefined();
  await waitFor(() => expect(cell(inMonth(10)).getByText("工单j1")).toBeDefined());
});
