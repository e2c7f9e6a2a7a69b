import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chartTypeIds, loadChartType } from "./chartTypes.ts";

const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, "../../src/test/resources/golden/ChartTypes.json");

test("each folder is found, and its name is its id", async () => {
  expect(chartTypeIds.toSorted()).toEqual(readdirSync(join(here, "chart-types")).toSorted());
  for (const id of chartTypeIds) expect((await loadChartType(id)).id).toBe(id);
});

test("the browser has exactly the chart types of the server", () => {
  const known = JSON.parse(readFileSync(golden, "utf8")) as Record<string, unknown>;
  expect(chartTypeIds.toSorted()).toEqual(Object.keys(known).toSorted());
});
