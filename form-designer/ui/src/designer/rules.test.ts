import { expect, test } from "vitest";
import type { Draft } from "./model.ts";
import {
  deedsOf,
  moveRule,
  putRule,
  readLiteral,
  removeRule,
  type RuleDocument,
  ruleOf,
  rulesOf,
  rulesUsing,
  writeLiteral,
} from "./rules.ts";

const rule: RuleDocument = {
  key: "fibre",
  when: 'carrier == "mobile" && note != "secondSlot"',
  show: ["secondSlot"],
  require: ["secondSlot"],
  offer: [{ field: "secondSlot", values: ["backup"] }],
  set: [{ field: "fee", value: "price * 2" }],
};
const draft: Draft = {
  entity: { key: "line", fields: [] },
  form: { key: "lineFull", entity: "line", layout: [], rules: [rule] },
};

test("a rule is read into deeds and written as it was", () => {
  expect(deedsOf(rule).map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    "show secondSlot",
    "require secondSlot",
    "offer secondSlot",
    "set fee",
  ]);
  expect(ruleOf(rule, rule.when, deedsOf(rule))).toEqual(rule);
  expect(ruleOf(rule, "signed", [])).toEqual({ key: "fibre", when: "signed" });
});

test("rules are found by what they ask and do, not by texts in quotes", () => {
  expect(rulesUsing(draft, "carrier")).toEqual([0]);
  expect(rulesUsing(draft, "secondSlot")).toEqual([0]);
  expect(rulesUsing(draft, "price")).toEqual([0]);
  expect(rulesUsing(draft, "mobile")).toEqual([]);
  expect(rulesUsing(draft, "pric")).toEqual([]);
});

test("rules are added, moved and taken away; none left leaves no trace", () => {
  const other = ruleOf(null, "signed", [{ kind: "show", field: "fee", values: [], value: "" }]);
  const two = putRule(draft, 1, other);
  expect(rulesOf(moveRule(two, 1, -1))).toEqual([other, rule]);
  expect(moveRule(two, 1, 1)).toBe(two);
  expect(removeRule(two, 2)).toBe(two);
  expect("rules" in removeRule(draft, 0).form).toBe(false);
});

test("values that people enter are literals; everything else stays an expression", () => {
  expect(writeLiteral('a"b', "text")).toBe('"a\\"b"');
  expect(readLiteral('"a\\"b"', "text")).toBe('a"b');
  expect(readLiteral("29", "number")).toBe("29");
  expect(readLiteral("price * 2", "number")).toBeNull();
  expect(readLiteral("", "number")).toBe("");
});
