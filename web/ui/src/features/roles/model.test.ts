import type { EntityMetadata } from "@dougong/kit/api";
import { expect, test } from "vitest";
import {
  entityOf,
  newRole,
  rightsOn,
  type Rule,
  ruleOf,
  type Scope,
  scopeOf,
  scopesOf,
  withField,
  withRights,
} from "./model.ts";

const scopes: Scope[] = ["none", "own", "unit", "below", "all"];

test.each(scopes)("the rule of %s is read as it again", (scope) => {
  const rule = ruleOf(scope);
  expect(scopeOf(rule)).toBe(scope);
  if (typeof rule === "string") expect(scopeOf(rule.replaceAll(" ", "  "))).toBe(scope);
});

test.each<[Rule | undefined, Scope]>([
  [undefined, "none"],
  ["true", "all"],
  ['isWithin(orgUnit, userOrgUnit()) && status == "draft"', "rule"],
  ["owner == user() ", "own"],
])("the rule %s is %s", (rule, scope) => expect(scopeOf(rule)).toBe(scope));

test("only entities with an owner and a unit offer records of one's own and of a unit", () => {
  const entity = (...keys: string[]) =>
    ({ key: "e", fields: keys.map((key) => ({ key, type: "text" })) }) as unknown as EntityMetadata;
  expect(scopesOf(entity("name"))).toEqual(["none", "all", "rule"]);
  expect(scopesOf(entity("owner", "orgUnit"))).toEqual([
    "none",
    "own",
    "unit",
    "below",
    "all",
    "rule",
  ]);
});

test("rights come into the document, change at their place and leave it when nothing is left", () => {
  const empty = { role: newRole("seller", { zh: "销售" }) };
  const one = withRights(empty, { entity: "lead", read: true });
  const two = withRights(one, { entity: "sale", create: true });
  const changed = withRights(two, { ...rightsOn(two, "lead"), read: "owner == user()" });
  expect(changed.role.entities?.map(({ entity }) => entity)).toEqual(["lead", "sale"]);
  expect(rightsOn(changed, "lead").read).toBe("owner == user()");
  expect(entityOf(changed, "/entities/1/read")).toBe("sale");
  const left = withRights(changed, { entity: "lead", read: false });
  expect(left.role.entities?.map(({ entity }) => entity)).toEqual(["sale"]);
});

test("a field that may be written is not named", () => {
  const limited = withField({ entity: "sale", read: true }, "cost", "hidden");
  expect(limited.fields).toEqual({ cost: "hidden" });
  expect(withField(limited, "cost", "write")).toEqual({ entity: "sale", read: true });
});
