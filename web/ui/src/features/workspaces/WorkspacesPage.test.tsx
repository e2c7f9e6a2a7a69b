import type { Session } from "@dougong/kit/api";
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { WorkspacesPage } from "./WorkspacesPage.tsx";

const main = {
  key: "main",
  label: "main",
  hosts: [],
  state: "active",
  madeAt: "2026-01-01T00:00:00Z",
  usedAt: "2026-01-02T00:00:00Z",
  bytes: 12_000_000,
  limits: { people: null, records: null, files: null, calls: null },
  use: { people: 3, records: 1_234, files: 500_000_000, calls: null },
};
const south = { ...main, key: "south", label: "南区连锁", hosts: ["south.example.com"] };
const operator: Session = {
  user: { id: "u1", username: "admin", name: "管理员" },
  roles: ["admin"],
  workspace: "main",
};

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

function open(items: unknown[], as = operator) {
  server.on("GET /api/workspaces", () => ({ body: { items, total: items.length, next: null } }));
  renderRoute(WorkspacesPage, "/admin/workspaces", "/admin/workspaces", shop, as);
}

test("where there is only the main workspace it says what others are for", async () => {
  open([main]);
  expect(await screen.findByText("还没有其他工作区")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^停用/ })).toBeNull();
});

test("what is wrong with a new one stands at the field, and what was typed stays", async () => {
  open([main]);
  server.on("POST /api/workspaces", () => ({
    status: 409,
    body: {
      code: "duplicate",
      errors: [{ code: "duplicate", pointer: "/key", message: "已被使用。" }],
    },
  }));
  await screen.findByText("主工作区");
  await userEvent.click(screen.getAllByRole("button", { name: "新建工作区" })[0] as HTMLElement);
  await userEvent.click(screen.getByRole("button", { name: "创建" }));
  expect((await screen.findByRole("alert")).textContent).toContain("必填");
  expect(server.sent("POST /api/workspaces")).toHaveLength(0);
  const typed = {
    名称: "南区连锁",
    标识: "south",
    主机名: "South.example.com、s.example.com",
    姓名: "张南",
    用户名: "zhang",
    密码: "a long way south",
  };
  for (const [label, text] of Object.entries(typed)) {
    await userEvent.type(screen.getByLabelText(label), text);
  }
  await userEvent.click(screen.getByRole("button", { name: "创建" }));
  expect(await screen.findByText("已被使用。")).toBeTruthy();
  expect(screen.getByLabelText("标识").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByLabelText<HTMLInputElement>("名称").value).toBe("南区连锁");
  expect(server.sent("POST /api/workspaces")[0]?.body).toEqual({
    label: "南区连锁",
    key: "south",
    hosts: ["south.example.com", "s.example.com"],
    template: "none",
    adminName: "张南",
    adminUsername: "zhang",
    adminPassword: "a long way south",
  });
});

test("only a suspended one is deleted, by who types its key", async () => {
  open([main, { ...south, state: "suspended" }]);
  server.on("DELETE /api/workspaces/south", () => ({ status: 204 }));
  await userEvent.click(await screen.findByRole("button", { name: "删除 南区连锁" }));
  const dialog = screen.getByRole("dialog");
  const run = within(dialog).getByRole<HTMLButtonElement>("button", { name: "全部删除" });
  expect(run.disabled).toBe(true);
  await userEvent.type(within(dialog).getByRole("textbox"), "south");
  await userEvent.click(run);
  await waitFor(() => expect(server.sent("DELETE /api/workspaces/south")).toHaveLength(1));
});

test("hosts are changed", async () => {
  open([main, south]);
  server.on("PUT /api/workspaces/south/hosts", () => ({ body: south }));
  await userEvent.click(await screen.findByRole("button", { name: "主机名 南区连锁" }));
  const dialog = screen.getByRole("dialog");
  await userEvent.type(within(dialog).getByRole("textbox"), ", Other.example.com");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(() =>
    expect(server.sent("PUT /api/workspaces/south/hosts")[0]?.body).toEqual({
      hosts: ["south.example.com", "other.example.com"],
    }),
  );
});

test("limits are shown with what is used, and changed", async () => {
  const limits = { people: null, records: 1_300, files: 10_000_000_000, calls: 600 };
  open([main, { ...south, limits }]);
  server.on("PUT /api/workspaces/south/limits", () => ({ body: south }));
  const used = await screen.findByRole("list", { name: "用量" });
  expect(used.textContent).toBe("记录 1,234 / 1,300文件 500 MB / 10 GB每分钟 600 次调用");
  expect(within(used).getByText(/^记录/).className).toBe("is-near");
  await userEvent.click(screen.getByRole("button", { name: "上限 南区连锁" }));
  const dialog = screen.getByRole("dialog");
  const people = within(dialog).getByLabelText("人员");
  await userEvent.type(people, "many");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  expect(people.getAttribute("aria-invalid")).toBe("true");
  expect(server.sent("PUT /api/workspaces/south/limits")).toHaveLength(0);
  await userEvent.clear(people);
  await userEvent.type(people, "20");
  await userEvent.clear(within(dialog).getByLabelText("记录"));
  await userEvent.clear(within(dialog).getByLabelText("文件（GB）"));
  await userEvent.type(within(dialog).getByLabelText("文件（GB）"), "1.5");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(() =>
    expect(server.sent("PUT /api/workspaces/south/limits")[0]?.body).toEqual({
      people: 20,
      records: null,
      files: 1_500_000_000,
      calls: 600,
    }),
  );
});

test("administrators of other workspaces do not get in", async () => {
  open([main], { ...operator, workspace: "south" });
  expect((await screen.findByRole("alert")).textContent).toContain("没有查看权限");
  expect(server.sent("GET /api/workspaces")).toHaveLength(0);
});
