import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { boxOf, gridColumns, gridRows, placed, tiles } from "./tiles.ts";

const list = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../../../../engine/src/main/resources/dev/dougong/engine/region/regions.csv",
);
const provinces = readFileSync(list, "utf8")
  .split("\n")
  .filter((line) => line.slice(2, 7) === "0000,")
  .map((line) => line.trim().split(","));

test("each province has a tile under the name that its code has on the server", () => {
  expect(tiles).toHaveLength(34);
  expect(tiles.map(({ code, full }) => [code, full.zh])).toEqual(provinces);
});

test("no two tiles lie on one place or are called the same", () => {
  const all = [
    tiles.map(({ column, row }) => `${column} ${row}`),
    tiles.map(({ short }) => short.zh),
    tiles.map(({ short }) => short.en),
    tiles.map(({ full }) => full.en),
  ];
  for (const names of all) expect(new Set(names).size).toBe(tiles.length);
});

test("neighbours lie as in the country", () => {
  const at = (short: string) => {
    const found = tiles.find((tile) => tile.short.zh === short);
    if (!found) throw new Error(short);
    return found;
  };
  const chains = { column: "藏川鄂皖苏沪", row: "黑辽津鲁苏浙闽" };
  for (const [axis, chain] of Object.entries(chains)) {
    const places = [...chain].map((short) => at(short)[axis as "column" | "row"]);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  }
});

test.each([
  [340, 340],
  [600, 220],
  [200, 900],
])("tiles stay within %i by %i and are not stretched", (width, height) => {
  for (const tile of tiles) {
    const box = boxOf(tile, width, height);
    expect(box.x).toBeGreaterThanOrEqual(-0.001);
    expect(box.y).toBeGreaterThanOrEqual(-0.001);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.001);
    expect(box.y + box.height).toBeLessThanOrEqual(height + 0.001);
    expect(box.width / box.height).toBeGreaterThanOrEqual(0.999);
    expect(box.width / box.height).toBeLessThanOrEqual(1.501);
  }
  expect(gridColumns * gridRows).toBeGreaterThan(tiles.length);
});

test("rows that are no provinces have no place; other groups are refused", () => {
  const guangdong = tiles.findIndex(({ code }) => code === "440000");
  expect(placed(["440000", null, { others: true }, "Mars"])).toEqual([guangdong, -1, -1, -1]);
  expect(placed([null])).toEqual([-1]);
  expect(placed([])).toEqual([]);
  expect(placed(["440000", "440300"])).toBeNull();
  expect(placed(["440305"])).toBeNull();
  expect(placed(["red", "green"])).toBeNull();
});
