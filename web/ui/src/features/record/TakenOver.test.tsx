import { type FieldMetadata, type MetadataSnapshot, writeJson } from "@dougong/kit/api";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { EditPage } from "./EditPage.tsx";

const through = (via: string, path: number[], type: string): Partial<FieldMetadata> => ({
  defaultVia: [via],
  defaultTree: { node: "field", type, path },
});
const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "order",
      label: "预订单",
      rights: { create: true, update: true },
      fields: [
        { key: "lead", id: 1, type: "reference", label: "线索", target: "lead" },
        {
          key: "customer",
          id: 2,
          type: "reference",
          label: "客户",
          target: "customer",
          ...through("lead", [1, 11], "reference"),
        },
        {
          key: "price",
          id: 3,
          type: "money",
          label: "价格",
          ...through("lead", [1, 12], "decimal"),
        },
      ],
    },
    {
      key: "lead",
      label: "线索",
      title: "name",
      fields: [
        { key: "name", id: 10, type: "text", label: "姓名" },
        { key: "customer", id: 11, type: "reference", label: "客户", target: "customer" },
        { key: "budget", id: 12, type: "money", label: "预算" },
      ],
    },
    {
      key: "customer",
      label: "客户",
      title: "name",
      fields: [{ key: "name", id: 20, type: "text", label: "姓名" }],
    },
  ],
  forms: [{ key: "full", entity: "order", layout: [{ fields: ["lead", "customer", "price"] }] }],
};

let server: FakeServer;
beforeEach(() => {
  sessionStorage.clear();
  server = new FakeServer()
    .on("POST /api/data/order", () => ({ status: 201, body: { id: "o1", version: 1 } }))
    .on("GET /api/data/order/o1", () => ({ body: { id: "o1", version: 1 } }))
    .on("GET /api/data/lead/l1", () => ({
      body: {
        id: "l1",
        version: 1,
        name: "王芳",
        customer: { id: "c1", label: "王芳（老客户）" },
        budget: 4999,
      },
    }));
});

const openNew = () => renderRoute(EditPage, "/data/:entity/new", "/data/order/new?lead=l1", shop);
const save = () => userEvent.click(screen.getByRole("button", { name: "保存" }));
const price = () => screen.getByLabelText<HTMLInputElement>(/价格/);

async function sent(): Promise<string> {
  await waitFor(() => expect(server.sent("POST /api/data/order")).toHaveLength(1));
  return writeJson(server.sent("POST /api/data/order")[0]?.body);
}

test("what the chosen record has is shown at once and sent", async () => {
  openNew();
  await waitFor(() => expect(price().value).toBe("4999"));
  expect(await screen.findByText("王芳（老客户）")).toBeTruthy();
  await save();
  expect(await sent()).toBe('{"lead":"l1","customer":"c1","price":4999}');
});

test("what is emptied again stays empty", async () => {
  openNew();
  await waitFor(() => expect(price().value).toBe("4999"));
  await userEvent.clear(price());
  await save();
  expect(await sent()).toBe('{"price":null,"lead":"l1","customer":"c1"}');
});
