import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fieldTypes } from "./fieldTypes.ts";

const here = dirname(fileURLToPath(import.meta.url));
const folders = readdirSync(join(here, "../field-types"));
const golden = join(here, "../../../../engine/src/test/resources/golden/FieldTypes.json");

test("each folder is found, and its name is its id", () => {
  expect(fieldTypes.ids.toSorted()).toEqual(folders.toSorted());
});

test.skipIf(!existsSync(golden))("the browser has exactly the field types of the server", () => {
  const known = JSON.parse(readFileSync(golden, "utf8")) as
    | Record<string, unknown>
    | { id: string }[];
  const ids = Array.isArray(known) ? known.map((type) => type.id) : Object.keys(known);
  expect(fieldTypes.ids.toSorted()).toEqual(ids.toSorted());
});
