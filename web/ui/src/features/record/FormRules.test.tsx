import type { ExpressionTree, FieldMetadata, MetadataSnapshot } from "@dougong/kit/api";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { EditPage } from "./EditPage.tsx";

const ids: Record<string, number> = { kind: 1, part: 2, price: 3, done: 4, note: 5 };
const constant = (value: string): ExpressionTree => ({ node: "constant", type: "text", value });
const is = (key: string, value: string): ExpressionTree => ({
  node: "in",
  type: "boolean",
  operand: { node: "field", type: "text", path: [ids[key] ?? 0] },
  values: [constant(value)],
});
const text = (key: string, label: string, more: Partial<FieldMetadata> = {}): FieldMetadata => ({
  key,
  type: "text",
  label,
  ...more,
  id: ids[key] ?? 0,
});
const options = [
  { value: "screen", label: "屏幕" },
  { value: "battery", label: "电池" },
  { value: "water", label: "进水" },
];
const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "repair",
      label: "维修",
      rights: { create: true, update: true },
      fields: [
        text("kind", "类型", { type: "choice", options }),
        text("part", "配件"),
        text("price", "价格"),
        text("done", "完成"),
        text("note", "备注"),
      ],
    },
  ],
  forms: [
    {
      key: "desk",
      entity: "repair",
      layout: [{ fields: ["kind", "part", "price", "done", "note"] }],
      rules: [
        { when: is("kind", "screen"), show: ["part"], require: ["part"] },
        { when: is("done", "yes"), readOnly: ["price"] },
        { when: is("kind", "battery"), set: [{ field: "price", value: constant("99") }] },
        { when: is("note", "vip"), offer: [{ field: "kind", values: ["screen", "battery"] }] },
      ],
    },
  ],
};

let server: FakeServer;
beforeEach(() => {
  sessionStorage.clear();
  server = new FakeServer()
    .on("POST /api/data/repair", () => ({ status: 201, body: { id: "r1", version: 1 } }))
    .on("PATCH /api/data/repair/r1", () => ({ body: { id: "r1", version: 3 } }))
    .on("GET /api/data/repair/r1", () => ({
      body: { id: "r1", version: 2, kind: "screen", part: "glass", price: "50", done: "no" },
    }));
});

const openNew = () => renderRoute(EditPage, "/data/:entity/new", "/data/repair/new", shop);
const openEdit = () =>
  renderRoute(EditPage, "/data/:entity/:id/edit", "/data/repair/r1/edit", shop);
const save = () => userEvent.click(screen.getByRole("button", { name: "保存" }));
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(new RegExp(label));

test("a field is shown and demanded while its rule holds, and the form is named to the server", async () => {
  openNew();
  expect(screen.queryByLabelText(/配件/)).toBeNull();
  await userEvent.click(screen.getByLabelText("屏幕"));
  expect(input("配件")).toBeTruthy();
  await save();
  expect(await screen.findByText("请填写配件")).toBeTruthy();
  await userEvent.type(input("配件"), "glass");
  await save();
  await waitFor(() => expect(server.sent("POST /api/data/repair")).toHaveLength(1));
  const [request] = server.sent("POST /api/data/repair");
  expect(request?.body).toEqual({ kind: "screen", part: "glass" });
  expect(request?.headers.get("Dougong-Form")).toBe("desk");
});

test("a rule gives its value once it holds; what is typed or emptied afterwards stays", async () => {
  openNew();
  await userEvent.click(screen.getByLabelText("电池"));
  await waitFor(() => expect(input("价格").value).toBe("99"));
  await userEvent.clear(input("价格"));
  await userEvent.type(input("备注"), "x");
  expect(input("价格").value).toBe("");
  await save();
  await waitFor(() => expect(server.sent("POST /api/data/repair")).toHaveLength(1));
  expect(server.sent("POST /api/data/repair")[0]?.body).toEqual({
    kind: "battery",
    note: "x",
    price: null,
  });
});

test("a field that becomes locked falls back to what is stored and is not sent", async () => {
  openEdit();
  await waitFor(() => expect(input("价格").value).toBe("50"));
  await userEvent.clear(input("价格"));
  await userEvent.type(input("价格"), "70");
  await userEvent.clear(input("完成"));
  await userEvent.type(input("完成"), "yes");
  await waitFor(() => expect(input("价格").value).toBe("50"));
  expect(input("价格").readOnly).toBe(true);
  await save();
  await waitFor(() => expect(server.sent("PATCH /api/data/repair/r1")).toHaveLength(1));
  expect(server.sent("PATCH /api/data/repair/r1")[0]?.body).toEqual({ done: "yes" });
});

test("only offered options are there, and one that was chosen before is refused", async () => {
  openNew();
  await userEvent.click(screen.getByLabelText("进水"));
  await userEvent.type(input("备注"), "vip");
  expect(screen.getByLabelText("进水")).toBeTruthy();
  await save();
  expect(await screen.findByText("现在不能选这一项")).toBeTruthy();
  await userEvent.click(screen.getByLabelText("电池"));
  expect(screen.queryByLabelText("进水")).toBeNull();
  expect(server.sent("POST /api/data/repair")).toHaveLength(0);
});

test("a rule whose condition only the server knows shows its field", async () => {
  const [form] = shop.forms ?? [];
  if (!form) throw new Error("no form");
  const hidden = { ...shop, forms: [{ ...form, rules: [{ show: ["part"], require: ["part"] }] }] };
  renderRoute(EditPage, "/data/:entity/new", "/data/repair/new", hidden);
  expect(input("配件")).toBeTruthy();
  await save();
  await waitFor(() => expect(server.sent("POST /api/data/repair")).toHaveLength(1));
});
