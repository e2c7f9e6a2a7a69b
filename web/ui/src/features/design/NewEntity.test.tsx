import type { JsonObject, MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { NewEntity } from "./NewEntity.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [{ key: "store", label: { zh: "门店", en: "Store" }, fields: [] }],
};
const stored = (content: unknown) => ({ body: { version: 1, published: content, draft: null } });
const listed = (...items: object[]) => ({ body: { items } });

let server: FakeServer;
let isRefused = true;

beforeEach(() => {
  isRefused = true;
  server = new FakeServer()
    .on("GET /api/meta/entity", () =>
      listed(
        { key: "store", version: 1, hasDraft: false },
        { key: "begun", label: { zh: "开了头" }, version: 0, hasDraft: true },
      ),
    )
    .on("GET /api/meta/form", () => listed({ key: "begunFull", version: 0, hasDraft: true }))
    .on("GET /api/meta/view", () => listed())
    .on("GET /api/meta/role", () => listed({ key: "clerk", version: 1, hasDraft: false }))
    .on("GET /api/meta/role/clerk", () => stored({ key: "clerk", label: { zh: "店员" } }))
    .on("GET /api/meta/menu", () => listed({ key: "main", version: 1, hasDraft: false }))
    .on("GET /api/meta/menu/main", () =>
      stored({ key: "main", items: [{ label: { zh: "资料" }, items: [{ entity: "store" }] }] }),
    )
    .on("POST /api/meta/keys", ({ body }) => ({
      body: { items: (body as { labels: string[] }).labels.map((_, at) => `part${at || ""}`) },
    }))
    .on("POST /api/meta/publish", () =>
      isRefused
        ? {
            status: 422,
            headers: { "content-type": "application/problem+json" },
            body: { code: "invalid", errors: [{ code: "x.y", message: "不行。" }] },
          }
        : { body: { ok: true } },
    );
  const done = () => ({ body: { ok: true, errors: [] } });
  for (const key of ["part", "other"]) {
    server
      .on(`PUT /api/meta/entity/${key}`, done)
      .on(`PUT /api/meta/form/${key}Full`, done)
      .on(`PUT /api/meta/view/${key}All`, done)
      .on(`DELETE /api/meta/entity/${key}/draft`, () => ({ status: 204 }))
      .on(`DELETE /api/meta/form/${key}Full/draft`, () => ({ status: 204 }))
      .on(`DELETE /api/meta/view/${key}All/draft`, () => ({ status: 204 }));
  }
  server.on("PUT /api/meta/role/clerk", done).on("PUT /api/meta/menu/main", done);
});

const body = (route: string) => server.sent(route).at(-1)?.body as JsonObject;

test("a refused set can be changed and leaves nothing behind; all is published as one", async () => {
  const user = userEvent.setup();
  const route = renderRoute(NewEntity, "/design/entity/new", "/design/entity/new", shop);
  const publish = await screen.findByRole("button", { name: "发布给员工" });
  expect(publish).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("名称"), "配件");
  await waitFor(() => expect(screen.getByLabelText("键")).toHaveProperty("value", "part"));
  await user.type(screen.getByLabelText("第 1 项的名称"), "{Enter}");
  expect(document.activeElement).toBe(screen.getByLabelText("第 2 项的名称"));
  await user.keyboard("门店");
  expect(screen.getByLabelText("第 2 项引用什么")).toHaveProperty("value", "store");
  await user.click(publish);
  expect((await screen.findByRole("alert")).textContent).toBe("不行。");
  expect(route.address()).toBe("/design/entity/new");
  await user.clear(screen.getByLabelText("键"));
  await user.type(screen.getByLabelText("键"), "other");
  isRefused = false;
  await user.click(publish);
  await waitFor(() => expect(route.address()).toBe("/data/other"));
  expect(server.sent("DELETE /api/meta/entity/part/draft")).toHaveLength(1);
  expect(server.sent("DELETE /api/meta/form/partFull/draft")).toHaveLength(1);
  expect(server.sent("DELETE /api/meta/view/partAll/draft")).toHaveLength(1);
  expect(body("POST /api/meta/publish")["items"]).toEqual([
    { kind: "entity", key: "other" },
    { kind: "form", key: "otherFull" },
    { kind: "view", key: "otherAll" },
    { kind: "role", key: "clerk" },
    { kind: "menu", key: "main" },
  ]);
  expect(body("PUT /api/meta/menu/main")["items"]).toMatchObject([
    { items: [{ entity: "store" }, { entity: "other" }] },
  ]);
  expect(body("PUT /api/meta/role/clerk")["entities"]).toMatchObject([
    { entity: "other", create: true, delete: false },
  ]);
});

test("a key that is taken is told at once; what was begun is opened again", async () => {
  const user = userEvent.setup();
  const route = renderRoute(NewEntity, "/design/entity/new", "/design/entity/new", shop);
  await user.type(await screen.findByLabelText("键"), "begun");
  expect(screen.getByRole("alert").textContent).toBe("“begun”已经有了，请换一个。");
  await user.click(screen.getByRole("button", { name: "开了头" }));
  expect(route.address()).toBe("/design/form/begunFull");
});
