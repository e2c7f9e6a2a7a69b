import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { DashboardDesignerPage } from "@dougong/report/designer";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";

const shop: MetadataSnapshot = { version: 1, entities: [] };
const board = (zh: string): JsonObject => ({ key: "board1", label: { zh }, widgets: [] });

let server: FakeServer;
let revision: number;
let theirs: JsonObject | null;

const saves = () => server.sent("PUT /api/meta/dashboard/board1");
const lastSaved = () => (saves().at(-1)?.body as JsonObject | undefined)?.["label"];

beforeEach(() => {
  revision = 4;
  theirs = null;
  server = new FakeServer()
    .on("GET /api/chart-types", () => ({ body: { items: [] } }))
    .on("GET /api/meta/report", () => ({ body: { items: [] } }))
    .on("GET /api/meta/dashboard/board1", () => ({
      body: { key: "board1", version: 2, published: board("线上"), draft: theirs, revision },
    }))
    .on("PUT /api/meta/dashboard/board1", ({ headers }) => {
      if (headers.get("If-Match") !== `"${revision}"`) {
        return { status: 409, body: { code: "metadata.staleDraft" } };
      }
      revision++;
      return { body: { ok: true, errors: [], revision } };
    })
    .on("POST /api/meta/publish", () => ({ body: { ok: true, errors: [] } }))
    .on("GET /api/meta/dashboard/board1/versions", () => ({
      body: {
        items: [
          {
            version: 2,
            publishedAt: "2026-11-26T08:00:00Z",
            publishedBy: "王店长",
            removed: false,
          },
          { version: 1, publishedAt: "2026-11-25T08:00:00Z", publishedBy: null, removed: false },
        ],
      },
    }))
    .on("GET /api/meta/dashboard/board1/versions/1", () => ({ body: board("第一版") }));
});

async function rename(to: string) {
  const user = userEvent.setup();
  const name = await screen.findByLabelText("名称");
  await user.clear(name);
  await user.type(name, to);
  return user;
}

const shownName = () => screen.getByLabelText<HTMLInputElement>("名称").value;

const open = () =>
  renderRoute(
    DashboardDesignerPage,
    "/design/dashboard/:dashboard",
    "/design/dashboard/board1",
    shop,
  );

test("each save names what it builds on", async () => {
  open();
  await rename("周会");
  await waitFor(() => expect(lastSaved()).toEqual({ zh: "周会" }));
  await rename("月会");
  await waitFor(() => expect(lastSaved()).toEqual({ zh: "月会" }));
  expect(saves().map(({ headers }) => headers.get("If-Match"))).toEqual(['"4"', '"5"']);
});

test("what somebody else saved is taken over, and what was here is one step back", async () => {
  open();
  await screen.findByLabelText("名称");
  theirs = board("他们的");
  revision = 9;
  const user = await rename("我的");
  await user.click(await screen.findByRole("button", { name: "采用对方的" }));
  await waitFor(() => expect(shownName()).toBe("他们的"));
  const before = saves().length;
  expect(screen.queryByRole("button", { name: "保留我的" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "撤销：采用别人的修改" }));
  expect(shownName()).toBe("我的");
  await waitFor(() => expect(saves().length).toBeGreaterThan(before));
  expect(saves().at(-1)?.headers.get("If-Match")).toBe('"9"');
  expect(lastSaved()).toEqual({ zh: "我的" });
});

test("what is here is kept only where a person says so", async () => {
  open();
  await screen.findByLabelText("名称");
  theirs = board("他们的");
  revision = 9;
  const user = await rename("我的");
  await user.click(await screen.findByRole("button", { name: "保留我的" }));
  await waitFor(() => expect(revision).toBe(10));
  expect(lastSaved()).toEqual({ zh: "我的" });
  await waitFor(() => expect(screen.queryByRole("button", { name: "保留我的" })).toBeNull());
});

test("an earlier version is compared and becomes the draft, which can be undone", async () => {
  open();
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "历史版本" }));
  const dialog = within(screen.getByRole("dialog"));
  await dialog.findByRole("button", { name: /版本 2.*王店长.*线上/u });
  await user.click(dialog.getByRole("button", { name: /版本 1/u }));
  await dialog.findByText("修改 名称 › 中文");
  dialog.getByText("第一版");
  await user.click(dialog.getByRole("button", { name: "恢复为草稿" }));
  expect(shownName()).toBe("第一版");
  await user.click(screen.getByRole("button", { name: "撤销：恢复版本 1" }));
  expect(shownName()).toBe("线上");
});
