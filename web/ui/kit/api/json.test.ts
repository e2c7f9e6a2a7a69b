import { expect, test } from "vitest";
import { parseJson } from "./json.ts";

test("no text that is read changes what other objects are [ASVS 15.3.6]", () => {
  for (const text of [
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '[{"a":{"__proto__":{"isAdmin":true}}}]',
  ]) {
    let read: unknown;
    try {
      read = parseJson(text);
    } catch {
      read = null;
    }
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect((read as Record<string, unknown> | null)?.isAdmin).toBeUndefined();
  }
});
