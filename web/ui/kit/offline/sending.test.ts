import { expect, test } from "vitest";
import { ApiProblem, UnreachableError } from "../api/index.ts";
import type { WaitingEntry, WaitingStore } from "./entry.ts";
import { sendWaiting } from "./sending.ts";

class StoreInMemory implements WaitingStore {
  constructor(private entries: WaitingEntry[]) {}

  list = async (user: string) => this.entries.filter((entry) => entry.user === user);
  find = async (key: string) => this.entries.find((entry) => entry.key === key);
  put = async (entry: WaitingEntry) => {
    this.entries = this.entries.map((one) => (one.key === entry.key ? entry : one));
  };
  remove = async (key: string) => {
    this.entries = this.entries.filter((entry) => entry.key !== key);
  };
}

const entry = (key: string, user = "me"): WaitingEntry => ({
  key,
  user,
  entity: "lead",
  id: null,
  version: null,
  form: null,
  values: "{}",
  entered: "{}",
  title: key,
  at: `2026-11-27T10:00:0${key}Z`,
  refusal: null,
});

/** Answers by key; anything else is taken. */
function server(answers: Record<string, Error>) {
  const asked: string[] = [];
  const send = async ({ key }: WaitingEntry) => {
    asked.push(key);
    const refusal = answers[key];
    if (refusal) throw refusal;
  };
  return { asked, send };
}

test("what waits is sent in order, and only what belongs to the person", async () => {
  const store = new StoreInMemory([entry("1"), entry("2", "another"), entry("3")]);
  const { asked, send } = server({});
  const { sent } = await sendWaiting(store, "me", send);
  expect(asked).toEqual(["1", "3"]);
  expect(sent).toHaveLength(2);
  expect(await store.list("me")).toEqual([]);
  expect(await store.list("another")).toHaveLength(1);
});

test("where the server does not answer nothing is lost and nothing overtakes", async () => {
  for (const trouble of [
    new UnreachableError("gone"),
    new ApiProblem(503, "busy", ""),
    new ApiProblem(429, "access.tooManyAttempts", ""),
    new ApiProblem(401, "signInNeeded", ""),
    new ApiProblem(403, "workspace.suspended", ""),
  ]) {
    const store = new StoreInMemory([entry("1"), entry("2"), entry("3")]);
    const { asked, send } = server({ "2": trouble });
    await sendWaiting(store, "me", send);
    expect(asked).toEqual(["1", "2"]);
    expect((await store.list("me")).map(({ key, refusal }) => [key, refusal])).toEqual([
      ["2", null],
      ["3", null],
    ]);
  }
});

test("what the server refuses stays for the person, and is not sent again by itself", async () => {
  const stale = new ApiProblem(409, "staleVersion", "Somebody else changed it.");
  const wrong = new ApiProblem(422, "record.required", "", [
    { code: "record.required", message: "Phone is missing.", remedy: "Fill it in." },
  ]);
  const store = new StoreInMemory([entry("1"), entry("2"), entry("3")]);
  const { asked, send } = server({ "1": stale, "2": wrong });
  const first = await sendWaiting(store, "me", send);
  await sendWaiting(store, "me", send);
  expect(asked).toEqual(["1", "2", "3"]);
  expect(first.refused.map(({ refusal }) => refusal)).toEqual([
    { status: 409, code: "staleVersion", message: "Somebody else changed it." },
    { status: 422, code: "record.required", message: "Phone is missing. Fill it in." },
  ]);
  expect((await store.list("me")).map(({ key }) => key)).toEqual(["1", "2"]);
});
