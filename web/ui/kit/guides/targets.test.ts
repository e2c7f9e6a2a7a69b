import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Workspace } from "../api/index.ts";
import { addressOf, type GuideTarget } from "./targets.ts";

const workspace = {
  metadata: { snapshot: { views: [{ key: "mine", entity: "customer" }] } },
} as unknown as Workspace;

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const schema = JSON.parse(
  readFileSync(join(repository, "engine/src/main/resources/schemas/guide.json"), "utf8"),
) as {
  properties: {
    steps: {
      items: { properties: { open: { properties: { page: { enum: GuideTarget["page"][] } } } } };
    };
  };
};

test.each<[GuideTarget, string | null]>([
  [{ entity: "customer" }, "/data/customer"],
  [{ new: "customer" }, "/data/customer/new"],
  [{ import: "customer" }, "/data/customer/import"],
  [{ view: "mine" }, "/data/customer?view=mine"],
  [{ view: "gone" }, null],
  [{ dashboard: "cockpit" }, "/dashboards/cockpit"],
  [{ design: "customerFull" }, "/design/form/customerFull"],
  [{ page: "recycleBin" }, "/recycle-bin"],
])("%j opens %s", (target, address) => {
  expect(addressOf(target, workspace)).toBe(address);
});

test("every page that a document may name has an address of its own", () => {
  const pages = schema.properties.steps.items.properties.open.properties.page.enum;
  const addresses = pages.map((page) => page && addressOf({ page }, workspace));
  expect(addresses).not.toContain(null);
  expect(new Set(addresses).size).toBe(pages.length);
});
