import { afterEach, expect, test, vi } from "vitest";
import { request } from "./client.ts";
import { ApiProblem, UnreachableError } from "./problem.ts";
import { wasReached } from "./reach.ts";

const problemType = "application/problem+json";

function answerWith(status: number, type: string, body = "{}") {
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(body, { status, headers: { "Content-Type": type } })),
  );
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  [502, "text/html"],
  [504, "text/html"],
  [503, "text/html"],
])(
  "what a proxy says while the server is away (%i) is no answer of the server",
  async (status, type) => {
    answerWith(status, type, "<h1>Bad Gateway</h1>");
    await expect(request("/api/me")).rejects.toBeInstanceOf(UnreachableError);
    expect(wasReached()).toBe(false);
  },
);

test("a server that is busy says so itself, and is reached", async () => {
  answerWith(503, problemType, JSON.stringify({ code: "busy", title: "Busy" }));
  await expect(request("/api/me")).rejects.toBeInstanceOf(ApiProblem);
  expect(wasReached()).toBe(true);
});

test("without a net there is no answer, until there is one again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(request("/api/me")).rejects.toBeInstanceOf(UnreachableError);
  expect(wasReached()).toBe(false);
  answerWith(200, "application/json");
  await request("/api/me");
  expect(wasReached()).toBe(true);
});
