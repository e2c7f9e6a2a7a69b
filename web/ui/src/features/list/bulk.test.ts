import type { RecordJson } from "@dougong/kit/api";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { runBulk, withField } from "./bulk.ts";

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const records: RecordJson[] = ["a", "b", "c", "d"].map((id) => ({ id, version: 1 }));
const level = (record: RecordJson) => ({
  op: "update" as const,
  id: record.id,
  version: record.version,
  values: { level: "gold" },
});

const lost = { unknown: "no answer", untried: "not sent" };

type Body = { operations: { id: string }[] };

/** A server that refuses a batch with these records, with or without telling which. */
function refusing(bad: string[], says: boolean) {
  server.on("POST /api/data/customer/batch", ({ body }) => {
    const { operations } = body as Body;
    const errors = operations.flatMap(({ id }, at) =>
      bad.includes(id)
        ? [
            {
              pointer: says ? `/operations/${at}/values/level` : "",
              code: "x",
              message: `no ${id}`,
            },
          ]
        : [],
    );
    return errors.length > 0
      ? { status: 422, body: { code: "x", errors } }
      : { body: { items: operations.map(({ id }) => ({ id, version: 2 })) } };
  });
}

test.each([true, false])(
  "refused records are told and all others are written (%s)",
  async (says) => {
    refusing(["b", "d"], says);
    const report = await runBulk("customer", records, level, () => undefined, lost);
    expect(report.done.map(({ record, version }) => [record.id, version])).toEqual([
      ["a", 2],
      ["c", 2],
    ]);
    expect(report.refused.map(({ record, reason }) => [record.id, reason])).toEqual([
      ["b", "no b"],
      ["d", "no d"],
    ]);
  },
);

test("what all agree to is one request", async () => {
  refusing([], true);
  const report = await runBulk("customer", records, level, () => undefined, lost);
  expect(report.done).toHaveLength(4);
  expect(server.sent("POST /api/data/customer/batch")).toHaveLength(1);
});

test("a field that the list does not show is read before it is changed; the seen versions stay", async () => {
  server.on("GET /api/data/customer", () => ({
    body: { items: [{ id: "b", version: 9, level: "silver" }], next: null },
  }));
  const some = await withField("customer", records.slice(0, 2), "level");
  expect(some).toEqual([
    { id: "a", version: 1, level: null },
    { id: "b", version: 1, level: "silver" },
  ]);
  expect(server.sent("GET /api/data/customer")[0]?.query.get("filter")).toBe('id in ("a", "b")');
});

test("where no answer comes the report says what is known, and what was done stays in it", async () => {
  let calls = 0;
  server.on("POST /api/data/customer/batch", ({ body }) => {
    calls++;
    if (calls > 1) throw new TypeError("Failed to fetch");
    return {
      body: { items: (body as Body).operations.map(({ id }) => ({ id, version: 2 })) },
    };
  });
  const many = Array.from({ length: 500 }, (_, at) => ({ id: `r${at}`, version: 1 }));
  const report = await runBulk("customer", many, level, () => undefined, lost);
  expect(report.done).toHaveLength(200);
  expect(
    report.refused.map(({ reason }) => reason).filter((one) => one === "no answer"),
  ).toHaveLength(200);
  expect(report.refused.at(-1)).toEqual({ record: many[499], reason: "not sent" });
  const keys = server.sent("POST /api/data/customer/batch").map(({ headers }) => headers);
  expect(keys).toHaveLength(3);
});
