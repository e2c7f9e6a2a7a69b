import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, waitFor } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { readDraft, writeDraft } from "../lib/index.ts";
import { useSignOut } from "./useSignOut.ts";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["the server answers", () => Promise.resolve(new Response(null, { status: 204 }))],
  ["the server is out of reach", () => Promise.reject(new TypeError("no net"))],
])("signing out forgets what was read and typed where %s [ASVS 14.3.1]", async (_, answer) => {
  vi.stubGlobal("fetch", vi.fn(answer));
  const queries = new QueryClient();
  queries.setQueryData(["customer"], { name: "张三" });
  writeDraft("customer", "13900000001");
  let leave = () => {};
  const Screen = () => {
    leave = useSignOut();
    return null;
  };
  const router = createMemoryRouter([
    { path: "/", element: <Screen /> },
    { path: "/sign-in", element: <p>sign in</p> },
  ]);
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );

  leave();

  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
  expect(readDraft("customer")).toBeNull();
  expect(queries.getQueryData(["customer"])).toBeUndefined();
});
