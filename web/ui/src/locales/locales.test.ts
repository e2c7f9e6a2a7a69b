import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const roots = [
  "web/ui/src",
  "web/ui/kit",
  "form-designer/ui",
  "workflow-engine/ui",
  "report-engine/ui",
];

function localeFolders(folder: string): string[] {
  try {
    return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.name === "zh.json")
      .map((entry) => entry.parentPath);
  } catch {
    return [];
  }
}

/** Forms of number differ by language; what they hold does not. */
function keys(value: unknown, path = ""): string[] {
  if (typeof value === "string")
    return [`${path.replace(/_(one|other)$/, "")} ${placeholders(value)}`];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, child]) =>
    keys(child, path ? `${path}.${key}` : key),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted().join();
const texts = (folder: string, language: string): unknown =>
  JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));

const folders = roots.flatMap(localeFolders);

test("there are texts to compare", () => expect(folders.length).toBeGreaterThan(1));

test.each(folders)("Chinese and English have the same keys and places in %s", (folder) => {
  const of = (language: string) => [...new Set(keys(texts(folder, language)))].toSorted();
  expect(of("en")).toEqual(of("zh"));
});
