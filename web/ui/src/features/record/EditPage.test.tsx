import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { EditPage } from "./EditPage.tsx";

let server: FakeServer;
beforeEach(() => {
  sessionStorage.clear();
  server = new FakeServer().on("GET /api/data/customer", () => ({ body: { items: [] } }));
});

const openNew = (entity = "customer", search = "") =>
  renderRoute(EditPage, "/data/:entity/new", `/data/${entity}/new${search}`, shop);
const openEdit = () =>
  renderRoute(EditPage, "/data/:entity/:id/edit", "/data/customer/c1/edit", shop);
const save = () => screen.getByRole("button", { name: /保存$/ });

test("required fields are named before anything is sent", async () => {
  openNew();
  await userEvent.click(save());
  expect(await screen.findByText("请填写姓名")).toBeTruthy();
  expect(screen.getByText("有 2 处需要修改")).toBeTruthy();
  expect(server.sent("POST /api/data/customer")).toHaveLength(0);
});

test("a customer is created once, with an idempotency key, and its page opens", async () => {
  server.on("POST /api/data/customer", () => ({ status: 201, body: { id: "c9", version: 1 } }));
  const page = openNew();
  await userEvent.type(screen.getByLabelText(/姓名/), "欧阳建国");
  await userEvent.type(screen.getByLabelText(/手机号/), "13812345678");
  await userEvent.click(screen.getByLabelText("金卡"));
  await userEvent.click(save());
  await waitFor(() => expect(page.address()).toBe("/data/customer/c9"));
  const [request] = server.sent("POST /api/data/customer");
  expect(request?.body).toEqual({ name: "欧阳建国", phone: "+8613812345678", level: "gold" });
  expect(request?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  expect(request?.headers.get("X-Dougong")).toBe("1");
  expect(request?.headers.get("Accept-Language")).toBe("zh-CN");
});

test("a repeated phone number is told at its field, with a link when the server gives one", async () => {
  server.on("POST /api/data/customer", () => ({
    status: 409,
    body: {
      code: "record.duplicate",
      errors: [
        {
          pointer: "/phone",
          code: "value.duplicate",
          message: "手机号已被使用。",
          remedy: "请查看已有客户。",
          link: "/data/customer/c1",
        },
      ],
    },
  }));
  openNew();
  await userEvent.type(screen.getByLabelText(/姓名/), "王丽");
  await userEvent.type(screen.getByLabelText(/手机号/), "13812345678");
  await userEvent.click(save());
  const phone = (await screen.findByText(/手机号已被使用。请查看已有客户。/)).closest(".dg-field");
  const link = within(phone as HTMLElement).getByRole("link", { name: "查看已有记录" });
  expect(link.getAttribute("href")).toBe("/data/customer/c1");
  expect(screen.getByLabelText(/手机号/).getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("王丽");
  expect(document.activeElement).toBe(screen.getByLabelText(/手机号/));
  await userEvent.type(screen.getByLabelText(/手机号/), "{Backspace}9");
  expect(screen.queryByText(/手机号已被使用/)).toBeNull();
  expect(screen.queryByText("有 1 处需要修改")).toBeNull();
});

test("what was said about one field stays when another one changes", async () => {
  openNew();
  await userEvent.click(save());
  await userEvent.type(screen.getByLabelText(/姓名/), "王");
  expect(screen.queryByText("请填写姓名")).toBeNull();
  expect(screen.getByText("请填写手机号")).toBeTruthy();
  expect(screen.getByText("有 1 处需要修改")).toBeTruthy();
});

test("a customer who is not found is made inside the picker and chosen", async () => {
  server.on("POST /api/data/customer", () => ({
    status: 201,
    body: { id: "c9", version: 1, name: "佴现建" },
  }));
  const page = openNew("sale");
  await userEvent.click(screen.getByRole("button", { name: /客户/ }));
  await userEvent.type(screen.getByRole("combobox", { name: "搜索" }), "13812345678");
  await userEvent.click(await screen.findByRole("button", { name: "+ 新建客户" }));
  const sheet = within(screen.getByRole("dialog", { name: "新建客户" }));
  expect(sheet.getByLabelText<HTMLInputElement>(/手机号/).value).toBe("13812345678");
  await userEvent.type(sheet.getByLabelText(/姓名/), "佴现建");
  await userEvent.click(sheet.getByRole("button", { name: /保存$/ }));
  await waitFor(() =>
    expect(screen.getByRole("button", { name: /客户/ }).textContent).toBe("佴现建"),
  );
  expect(server.sent("POST /api/data/sale")).toHaveLength(0);
  expect(page.address()).toBe("/data/sale/new");
});

test("a readable customer with the same phone is shown before saving", async () => {
  server.on("GET /api/data/customer", () => ({
    body: { items: [{ id: "c1", version: 1, name: "陈志强", phone: "+8613812345678" }] },
  }));
  openNew();
  await userEvent.type(screen.getByLabelText(/手机号/), "+86 138 1234 5678");
  await userEvent.tab();
  const link = await screen.findByRole("link", { name: "陈志强" });
  expect(link.getAttribute("href")).toBe("/data/customer/c1");
});

test("an edit sends the version that was read and only what changed", async () => {
  server
    .on("GET /api/data/customer/c1", () => ({
      body: { id: "c1", version: 7, name: "陈志强", phone: "+8613812345678", idNumber: "440" },
    }))
    .on("PATCH /api/data/customer/c1", () => ({ body: { id: "c1", version: 8 } }));
  openEdit();
  const name = await screen.findByLabelText(/姓名/);
  await userEvent.clear(name);
  await userEvent.type(name, "陈志刚");
  expect(screen.getByLabelText<HTMLInputElement>(/身份证号/).readOnly).toBe(true);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(server.sent("PATCH /api/data/customer/c1")).toHaveLength(1));
  const [request] = server.sent("PATCH /api/data/customer/c1");
  expect(request?.body).toEqual({ name: "陈志刚" });
  expect(request?.headers.get("If-Match")).toBe('"7"');
});

test("after somebody else's change the latest is loaded and the own change stays", async () => {
  let version = 1;
  server
    .on("GET /api/data/customer/c1", () => ({
      body: { id: "c1", version, name: "陈志强", phone: "+8613812345678", level: "silver" },
    }))
    .on("PATCH /api/data/customer/c1", ({ headers }) =>
      headers.get("If-Match") === '"2"'
        ? { body: { id: "c1", version: 3 } }
        : { status: 409, body: { code: "staleVersion", errors: [] } },
    );
  const page = openEdit();
  const name = await screen.findByLabelText(/姓名/);
  await userEvent.clear(name);
  await userEvent.type(name, "陈志刚");
  version = 2;
  await userEvent.click(save());
  await userEvent.click(await screen.findByRole("button", { name: /载入最新内容/ }));
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("陈志刚");
  expect(screen.getByLabelText<HTMLInputElement>("银卡").checked).toBe(true);
  await userEvent.click(save());
  await waitFor(() => expect(page.address()).toBe("/data/customer/c1"));
});

test("leaving with unsaved changes asks first", async () => {
  const page = openNew();
  await userEvent.type(screen.getByLabelText(/姓名/), "王");
  await userEvent.click(screen.getByRole("button", { name: "取消" }));
  expect(page.address()).toBe("/data/customer/new");
});

test("a related record is filled in from the address, and rows are sent as they stand", async () => {
  server
    .on("GET /api/data/customer/c1", () => ({ body: { id: "c1", version: 1, name: "陈志强" } }))
    .on("POST /api/data/sale", () => ({ status: 201, body: { id: "s1", version: 1 } }));
  openNew("sale", "?customer=c1");
  expect(await screen.findByRole("button", { name: /陈志强/ })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /添加一行/ }));
  await userEvent.type(screen.getByLabelText("商品 1"), "钢化膜");
  await userEvent.type(screen.getByLabelText("单价 1"), "29.90");
  await userEvent.click(save());
  await waitFor(() => expect(server.sent("POST /api/data/sale")).toHaveLength(1));
  const body = server.sent("POST /api/data/sale")[0]?.body as {
    customer: string;
    items: unknown[];
  };
  expect(body.customer).toBe("c1");
  expect(JSON.stringify(body.items)).toContain("29.90");
});

test("what was typed before a reload can be taken up again", async () => {
  sessionStorage.setItem(
    "dougong.draft.u1.customer.new",
    JSON.stringify({ at: "2026-11-22T02:00:00Z", version: null, values: { name: "欧阳建国" } }),
  );
  openNew();
  await userEvent.click(screen.getByRole("button", { name: "继续填写" }));
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("欧阳建国");
});

test("a draft of an older version is not offered", async () => {
  sessionStorage.setItem(
    "dougong.draft.u1.customer.c1",
    JSON.stringify({ at: "2026-11-22T02:00:00Z", version: 6, values: { name: "旧" } }),
  );
  server.on("GET /api/data/customer/c1", () => ({ body: { id: "c1", version: 7, name: "新" } }));
  openEdit();
  await screen.findByLabelText(/姓名/);
  expect(screen.queryByRole("button", { name: "继续填写" })).toBeNull();
});
