import type { GuideStep, MyGuides } from "@dougong/kit/guides";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { StartPage } from "./StartPage.tsx";

const step = (key: string, done: boolean): GuideStep => ({
  key,
  label: { zh: `步骤${key}` },
  text: {},
  open: null,
  ticked: true,
  done,
  doneAt: null,
});

let mine: MyGuides;
let server: FakeServer;
beforeEach(() => {
  mine = {
    items: [
      { key: "one", label: { zh: "一" }, description: {}, steps: [step("a", true)] },
      {
        key: "two",
        label: { zh: "二" },
        description: {},
        steps: [step("b", false), step("c", false)],
      },
    ],
    putAway: false,
  };
  server = new FakeServer().on("POST /api/guides/look", () => ({ body: mine }));
});

const open = () => renderRoute(StartPage, "/", "/", shop);

test("the start page says how much is left and what comes next", async () => {
  const route = open();
  expect(await screen.findByText("已完成 1/3")).toBeTruthy();
  await userEvent.click(screen.getByRole("link", { name: /下一步：步骤b/ }));
  expect(route.address()).toBe("/guides");
});

test("it can be put away, and the deed undone", async () => {
  server.on("PUT /api/guides/put-away", () => ({ status: 204 }));
  open();
  await userEvent.click(await screen.findByRole("button", { name: "不再提醒" }));
  await waitFor(() => expect(screen.queryByText("已完成 1/3")).toBeNull());
  expect(server.sent("PUT /api/guides/put-away")[0]?.body).toEqual({ putAway: true });
});

test.each([
  ["is done", () => mine.items.forEach(({ steps }) => steps.forEach((one) => (one.done = true)))],
  ["is put away", () => (mine.putAway = true)],
  ["is not there", () => (mine.items = [])],
])("nothing is shown where it %s", async (_, change) => {
  change();
  open();
  await waitFor(() => expect(server.sent("POST /api/guides/look")).toHaveLength(1));
  expect(screen.getByText("待办")).toBeTruthy();
  expect(screen.queryByText(/下一步/)).toBeNull();
});
