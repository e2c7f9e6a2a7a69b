import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { serverTypes } from "./testing.ts";
import { nodeUis, triggerUis } from "./uiTypes.ts";

const source = join(dirname(fileURLToPath(import.meta.url)), "..");
const folders = (kind: string) => readdirSync(join(source, `${kind}-types`)).toSorted();
const ids = (types: { id: string }[]) => types.map(({ id }) => id).toSorted();

test("the browser knows exactly the types of the server, each by its folder", () => {
  expect([...nodeUis.keys()].toSorted()).toEqual(ids(serverTypes.nodes));
  expect([...triggerUis.keys()].toSorted()).toEqual(ids(serverTypes.triggers));
  expect(folders("node")).toEqual(ids(serverTypes.nodes));
  expect(folders("trigger")).toEqual(ids(serverTypes.triggers));
});
