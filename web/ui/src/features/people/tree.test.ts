import { expect, test } from "vitest";
import type { Unit, UnitKind } from "./api.ts";
import { branchesOf, mayMove, shownBranches } from "./tree.ts";

const unit = (id: string, kind: UnitKind, parent: string | null, archived = false): Unit => ({
  id,
  key: id,
  kind,
  label: id,
  labels: { zh: id },
  parent: parent === null ? null : { id: parent },
  archived,
  version: 1,
});

const company = unit("company", "company", null);
const north = unit("north", "region", "company");
const city = unit("city", "region", "north");
const shop = unit("shop", "store", "city");
const own = unit("own", "store", "company");
const gone = unit("gone", "region", "company", true);
const all = [own, shop, city, north, company, gone];

test("regions stand before stores, and closed branches hide what is below them", () => {
  const branches = branchesOf(all);
  const names = (closed: string[]) =>
    shownBranches(branches, new Set(closed)).map((one) => `${one.level}${one.unit.id}`);
  expect(names([])).toEqual(["1company", "2north", "3city", "4shop", "2gone", "2own"]);
  expect(names(["north"])).toEqual(["1company", "2north", "2gone", "2own"]);
});

test("a unit whose parent is not shown is not lost", () => {
  expect(branchesOf([shop]).map((one) => one.unit.id)).toEqual(["shop"]);
});

test.each([
  ["a store to a region", own, north, true],
  ["a region to a region", city, company, true],
  ["a region below what is below it", north, city, false],
  ["a region to a store", city, own, false],
  ["a company to a region", company, north, false],
  ["a store to where it is", own, company, false],
  ["a store to what is archived", own, gone, false],
  ["a unit to itself", north, north, false],
])("%s: %o to %o is %s", (_, moved, place, may) => expect(mayMove(moved, place, all)).toBe(may));
