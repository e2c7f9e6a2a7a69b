import type { GuideStep, MyGuides } from "@dougong/kit/guides";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { GuidesPage } from "./GuidesPage.tsx";
import { ProgressPage } from "./ProgressPage.tsx";

const step = (key: string, more: Partial<GuideStep> = {}): GuideStep => ({
  key,
  label: { zh: `步骤${key}` },
  text: { zh: `怎么做${key}` },
  open: null,
  ticked: true,
  done: false,
  doneAt: null,
  ...more,
});

let mine: MyGuides;
let server: FakeServer;
beforeEach(() => {
  mine = {
    items: [
      {
        key: "first",
        label: { zh: "第一天" },
        description: {},
        steps: [
          step("a", { ticked: false, open: { new: "customer" } }),
          step("b"),
          step("c", { open: { page: "tasks" } }),
        ],
      },
    ],
    putAway: false,
  };
  server = new FakeServer()
    .on("POST /api/guides/look", () => ({ body: mine }))
    .on("PUT /api/guides/put-away", ({ body }) => {
      mine = { ...mine, ...(body as { putAway: boolean }) };
      return { status: 204 };
    });
});

const open = () => renderRoute(GuidesPage, "/guides", "/guides", shop);
const change = (key: string, more: Partial<GuideStep>) => {
  mine = {
    ...mine,
    items: mine.items.map((guide) => ({
      ...guide,
      steps: guide.steps.map((one) => (one.key === key ? { ...one, ...more } : one)),
    })),
  };
};

test("a step leads to where it is done, and the first that is left is marked", async () => {
  const route = open();
  const next = (await screen.findByText("步骤a")).closest("li");
  expect(next?.getAttribute("aria-current")).toBe("step");
  expect(screen.getByText("步骤b").closest("li")?.hasAttribute("aria-current")).toBe(false);
  expect(screen.queryByRole("link", { name: /步骤b/ })).toBeNull();
  await userEvent.click(screen.getByRole("link", { name: "去做：步骤a" }));
  expect(route.address()).toBe("/data/customer/new");
});

test("what a record shows is not ticked by hand, and is asked again on coming back", async () => {
  open();
  await screen.findByText("步骤a");
  expect(screen.queryByRole("checkbox", { name: "步骤a" })).toBeNull();
  expect(screen.getByRole("img", { name: "未完成" })).toBeTruthy();
  change("a", { done: true, doneAt: "2026-11-28T02:00:00Z" });
  window.dispatchEvent(new Event("visibilitychange"));
  expect(await screen.findByRole("img", { name: "已完成" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "再做一次：步骤a" })).toBeTruthy();
});

test("a tick shows at once, is written, and can be taken back", async () => {
  server.on("PUT /api/guides/first/steps/b", ({ body }) => {
    change("b", body as { done: boolean });
    return { status: 204 };
  });
  open();
  const tick = await screen.findByRole<HTMLInputElement>("checkbox", { name: "步骤b" });
  await userEvent.click(tick);
  expect(tick.checked).toBe(true);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toContain("已完成 1/3");
  await userEvent.click(tick);
  await waitFor(() => expect(server.sent("PUT /api/guides/first/steps/b")).toHaveLength(2));
  expect(server.sent("PUT /api/guides/first/steps/b").map(({ body }) => body)).toEqual([
    { done: true },
    { done: false },
  ]);
  expect(tick.checked).toBe(false);
});

test("a tick that the server refuses goes away again", async () => {
  server.on("PUT /api/guides/first/steps/b", () => ({ status: 404, body: { code: "notFound" } }));
  open();
  const tick = await screen.findByRole<HTMLInputElement>("checkbox", { name: "步骤b" });
  await userEvent.click(tick);
  await waitFor(() => expect(tick.checked).toBe(false));
});

test("what was put away comes back to the start page", async () => {
  mine = { ...mine, putAway: true };
  open();
  await userEvent.click(await screen.findByRole("button", { name: "在首页提醒我" }));
  expect(await screen.findByRole("button", { name: "首页不再提醒" })).toBeTruthy();
  expect(server.sent("PUT /api/guides/put-away")[0]?.body).toEqual({ putAway: false });
});

test("who has no guide is told so", async () => {
  mine = { items: [], putAway: false };
  open();
  expect(await screen.findByText("现在没有要做的")).toBeTruthy();
});

test("everybody is listed by what is done, and sorted by the heads of the table", async () => {
  server
    .on("GET /api/org-units", () => ({ body: { items: [{ id: "n", label: "北店" }], next: null } }))
    .on("GET /api/guides/progress", ({ query }) => ({
      body: {
        items: [
          {
            id: "u2",
            username: "wang",
            name: `王芳${query.get("sort")}`,
            orgUnit: { id: "n", label: "北店" },
            steps: 4,
            done: 1,
            lastAt: null,
            next: { guide: { zh: "第一天" }, step: { zh: "步骤b" } },
          },
        ],
        people: 12,
        finished: 3,
        next: null,
      },
    }));
  renderRoute(ProgressPage, "/admin/guides", "/admin/guides", shop);
  expect(await screen.findByText("12 人中 3 人已全部完成")).toBeTruthy();
  const row = (await screen.findByText("王芳share")).closest("tr");
  expect(row && within(row).getByText("1/4")).toBeTruthy();
  expect(row && within(row).getByText("步骤b")).toBeTruthy();
  const head = () => screen.getByRole("columnheader", { name: "进度" });
  expect(head().getAttribute("aria-sort")).toBe("ascending");
  await userEvent.click(screen.getByRole("button", { name: "进度" }));
  expect(await screen.findByText("王芳-share")).toBeTruthy();
  expect(head().getAttribute("aria-sort")).toBe("descending");
  await userEvent.selectOptions(screen.getByLabelText("组织"), "n");
  await waitFor(() =>
    expect(server.sent("GET /api/guides/progress").at(-1)?.query.get("unit")).toBe("n"),
  );
});
