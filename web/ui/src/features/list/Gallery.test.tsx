import type { MetadataSnapshot } from "@dougong/kit/api";
import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { ListPage } from "./ListPage.tsx";

const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "product",
      label: "商品",
      title: "name",
      fields: [
        { key: "name", type: "text", label: "名称" },
        { key: "image", type: "image", label: "图片" },
        { key: "price", type: "money", label: "售价" },
      ],
    },
  ],
  views: [
    {
      key: "shelf",
      entity: "product",
      type: "gallery",
      columns: [{ field: "name" }, { field: "price" }],
      options: { picture: "image", fit: "contain" },
    },
  ],
};

const picture = (id: string) => ({ id, name: `${id}.png`, size: 9, type: "image/png" });
const first = [
  { id: "p1", version: 1, name: "手机一", price: 3999, image: [picture("f1"), picture("f2")] },
  { id: "p2", version: 1, name: "手机二", price: null, image: null },
];
const second = [{ id: "p3", version: 1, name: "手机三", price: 1, image: [picture("f3")] }];

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer()
    .on("GET /api/saved-filters", () => ({ body: { items: [] } }))
    .on("GET /api/data/product", ({ query }) => ({
      body: query.get("after") === "n1" ? { items: second } : { items: first, next: "n1" },
    }));
  renderRoute(ListPage, "/data/:entity", "/data/product", shop);
});

const card = async (name: string) => {
  const link = await screen.findByRole("link", { name });
  const found = link.closest("li");
  if (!found) throw new Error(name);
  return found;
};

test("a card shows the first picture, how many more there are, and its facts", async () => {
  const one = await card("手机一");
  expect(one.querySelector("img")?.getAttribute("src")).toBe("/api/files/f1");
  expect(within(one).getByText("还有 1 张图片")).toBeDefined();
  expect(within(one).getByText(/3,999/)).toBeDefined();
  const bare = await card("手机二");
  expect(bare.querySelector("img")).toBeNull();
  expect(within(bare).getByText("没有图片")).toBeDefined();
  expect(within(bare).queryByText("售价")).toBeNull();
});

test("a picture that cannot be read says so in its place", async () => {
  const one = await card("手机一");
  const image = one.querySelector("img");
  if (image) fireEvent.error(image);
  expect(within(one).getByText("图片打不开")).toBeDefined();
});

test("it asks for the picture, too, and says whether there are more", async () => {
  await card("手机一");
  expect(screen.getByText("已显示 2 条，后面还有")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "再显示一些" }));
  await card("手机三");
  expect(screen.getByText("共 3 条")).toBeDefined();
  const asked = server.sent("GET /api/data/product").map(({ query }) => query.get("fields"));
  for (const fields of asked) expect(fields?.split(",")).toContain("image");
});
