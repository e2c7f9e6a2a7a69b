import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeServer } from "../test/FakeServer.ts";
import { renderRoute } from "../test/renderRoute.tsx";
import { shop } from "../test/shop.ts";
import { AppShell } from "./AppShell.tsx";

const factor = "/api/me/second-factor";

test("recovery codes stay until they are kept, though nothing is due any more", async () => {
  let due: string | null = "secondFactor";
  const server = new FakeServer()
    .on("GET /api/me", () => ({
      body: { user: { id: "u1", username: "clerk01", name: "李晓燕" }, roles: ["clerk"], due },
    }))
    .on(`POST ${factor}`, () => ({ body: { secret: "ABC", address: "otpauth://totp/x" } }))
    .on(`POST ${factor}/confirm`, () => {
      due = null;
      return { body: { recoveryCodes: ["abcd-efgh-jkmn-pqrs"] } };
    });
  renderRoute(AppShell, "/", "/", shop);
  await userEvent.type(await screen.findByLabelText("密码"), "secret");
  await userEvent.click(screen.getByRole("button", { name: "下一步" }));
  await userEvent.type(await screen.findByLabelText("验证码"), "123456");
  await userEvent.click(screen.getByRole("button", { name: /开启|开 启/ }));
  expect(await screen.findByText("abcd-efgh-jkmn-pqrs")).toBeTruthy();
  window.dispatchEvent(new Event("visibilitychange"));
  expect(screen.getByText("abcd-efgh-jkmn-pqrs")).toBeTruthy();
  const before = server.sent("GET /api/me").length;
  await userEvent.click(screen.getByRole("button", { name: "已保存" }));
  await waitFor(() => expect(screen.queryByText("abcd-efgh-jkmn-pqrs")).toBeNull());
  expect(server.sent("GET /api/me").length).toBeGreaterThan(before);
});
