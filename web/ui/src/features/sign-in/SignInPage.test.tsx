import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { SignInPage, safeDestination } from "./SignInPage.tsx";

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});
const open = (search = "") => renderRoute(SignInPage, "/sign-in", `/sign-in${search}`, shop);

async function signIn() {
  await userEvent.type(screen.getByLabelText("用户名"), "clerk01");
  await userEvent.type(screen.getByLabelText("密码"), "secret");
  await userEvent.click(screen.getByRole("button", { name: /登录$/ }));
}

test("after signing in the page that was wanted opens", async () => {
  server.on("POST /api/login", () => ({ status: 204 }));
  const page = open(`?to=${encodeURIComponent("/data/customer?q=li")}`);
  await signIn();
  await waitFor(() => expect(page.address()).toBe("/data/customer?q=li"));
  expect(server.sent("POST /api/login")[0]?.body).toEqual({
    username: "clerk01",
    password: "secret",
  });
});

test("a wrong password is told plainly and what was typed stays", async () => {
  server.on("POST /api/login", () => ({ status: 401, body: { code: "access.refused" } }));
  open();
  await signIn();
  expect((await screen.findByRole("alert")).textContent).toContain("用户名或密码不正确");
  expect(screen.getByLabelText<HTMLInputElement>("用户名").value).toBe("clerk01");
});

test("who has a second factor is asked for its code, with what was typed still there", async () => {
  server.on("POST /api/login", ({ body }) =>
    (body as { code?: string }).code === "123456"
      ? { status: 204 }
      : { status: 401, body: { code: "access.codeNeeded" } },
  );
  const page = open();
  await signIn();
  const code = await screen.findByLabelText("两步验证码");
  expect(screen.queryByRole("alert")).toBeNull();
  await userEvent.type(code, "123456");
  await userEvent.click(screen.getByRole("button", { name: /登录$/ }));
  await waitFor(() => expect(page.address()).toBe("/"));
});

test("throttling says how long to wait and keeps the button shut", async () => {
  server.on("POST /api/login", () => ({ status: 429, headers: { "Retry-After": "30" } }));
  open();
  await signIn();
  expect((await screen.findByRole("alert")).textContent).toMatch(/30|29/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /登录$/ }).disabled).toBe(true);
});

test.each([
  ["/data/customer", "/data/customer"],
  ["//evil.test", "/"],
  ["https://evil.test", "/"],
  ["/\\evil.test", "/"],
  [null, "/"],
])("the destination %s leads to %s", (to, safe) => expect(safeDestination(to)).toBe(safe));

test("the password is hidden while it is typed, may be pasted and kept by the browser [ASVS 6.2.6, 6.2.7]", async () => {
  open();
  const field = screen.getByLabelText<HTMLInputElement>("密码");
  expect(field.type).toBe("password");
  expect(field.autocomplete).toBe("current-password");
  expect(screen.getByLabelText<HTMLInputElement>("用户名").autocomplete).toBe("username");
  await userEvent.click(field);
  await userEvent.paste("seven quiet lamps");
  expect(field.value).toBe("seven quiet lamps");
});

test("the name of the workspace stands above the form", async () => {
  server.on("GET /api/sign-in/ways", () => ({ body: { items: [], workspace: "南区连锁" } }));
  open();
  expect(await screen.findByText("南区连锁")).toBeTruthy();
  await waitFor(() => expect(document.title).toContain("南区连锁"));
});

test("a suspended workspace says so in place of the form", async () => {
  server.on("GET /api/sign-in/ways", () => ({
    status: 403,
    body: { code: "workspace.suspended" },
  }));
  open();
  expect(await screen.findByRole("heading", { name: /已停用/ })).toBeTruthy();
  expect(screen.queryByLabelText("用户名")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "登录其他工作区" }));
  expect(screen.getByLabelText("工作区标识")).toBeTruthy();
});

test("where one host serves several, who names a workspace gets into it", async () => {
  server.on("GET /api/sign-in/ways", () => ({ body: { items: [], others: true } }));
  server.on("POST /api/login", () => ({ status: 204 }));
  open();
  await userEvent.click(await screen.findByRole("button", { name: "登录其他工作区" }));
  await userEvent.type(screen.getByLabelText("工作区标识"), "south");
  await userEvent.type(screen.getByLabelText("用户名"), "zhang");
  await userEvent.type(screen.getByLabelText("密码"), "secret");
  await userEvent.click(screen.getByRole("button", { name: "登录" }));
  await waitFor(() =>
    expect(server.sent("POST /api/login")[0]?.body).toEqual({
      username: "zhang",
      password: "secret",
      workspace: "south",
    }),
  );
});
