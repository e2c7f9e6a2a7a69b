import type { FieldMetadata, JsonObject } from "@dougong/kit/api";
import { type FieldTypes, operators, optionsOf, quote } from "@dougong/kit/fields";
import { type Draft, keyOf } from "./model.ts";

/** A linkage rule as the form's document says it. */
export interface RuleDocument extends JsonObject {
  when: string;
  show?: string[];
  require?: string[];
  readOnly?: string[];
  offer?: { field: string; values: string[] }[];
  set?: { field: string; value: string }[];
}

export const deedKinds = ["show", "require", "readOnly", "offer", "set"] as const;
export type DeedKind = (typeof deedKinds)[number];

/** One thing that a rule does to one field: `values` are offered, `value` is an expression. */
export interface Deed {
  kind: DeedKind;
  field: string;
  values: string[];
  value: string;
}

const lists = ["show", "require", "readOnly"] as const;

export const rulesOf = (draft: Draft): readonly RuleDocument[] =>
  (draft.form["rules"] as RuleDocument[] | undefined) ?? [];

/** What a rule does, kind by kind. */
export const deedsOf = (rule: RuleDocument): Deed[] => [
  ...lists.flatMap((kind) =>
    (rule[kind] ?? []).map((field) => ({ kind, field, values: [], value: "" })),
  ),
  ...(rule.offer ?? []).map(({ field, values }) => ({
    kind: "offer" as const,
    field,
    values,
    value: "",
  })),
  ...(rule.set ?? []).map(({ field, value }) => ({
    kind: "set" as const,
    field,
    values: [],
    value,
  })),
];

/** The rule with another condition and other deeds; what else it says stays. */
export function ruleOf(
  before: RuleDocument | null,
  when: string,
  deeds: readonly Deed[],
): RuleDocument {
  const others = Object.entries(before ?? {}).filter(
    ([name]) => !deedKinds.includes(name as never),
  );
  const of = (kind: DeedKind) => deeds.filter((deed) => deed.kind === kind);
  const offers = of("offer").map(({ field, values }) => ({ field, values }));
  const sets = of("set").map(({ field, value }) => ({ field, value }));
  const named = lists.map((kind) => [kind, [...new Set(of(kind).map(({ field }) => field))]]);
  return {
    ...Object.fromEntries(others),
    when,
    ...Object.fromEntries(named.filter(([, fields]) => fields?.length)),
    ...(offers.length > 0 ? { offer: offers } : {}),
    ...(sets.length > 0 ? { set: sets } : {}),
  };
}

/** Puts a rule at its place; behind the last one it is a new one. */
export function putRule(draft: Draft, at: number, rule: RuleDocument): Draft {
  return withRules(draft, rulesOf(draft).toSpliced(at, 1, rule));
}

export const removeRule = (draft: Draft, at: number): Draft =>
  at in rulesOf(draft) ? withRules(draft, rulesOf(draft).toSpliced(at, 1)) : draft;

export function moveRule(draft: Draft, at: number, step: -1 | 1): Draft {
  const rule = rulesOf(draft)[at];
  if (!rule || !(at + step in rulesOf(draft))) return draft;
  return withRules(
    draft,
    rulesOf(draft)
      .toSpliced(at, 1)
      .toSpliced(at + step, 0, rule),
  );
}

function withRules(draft: Draft, rules: readonly RuleDocument[]): Draft {
  const { rules: _before, ...form } = draft.form;
  const next = rules.length > 0 ? { ...form, rules: [...rules] } : form;
  return { ...draft, form: next as Draft["form"] };
}

/** Places of the rules that ask a field or do something to it. */
export function rulesUsing(draft: Draft, key: string): number[] {
  return rulesOf(draft).flatMap((rule, at) => {
    const deeds = deedsOf(rule);
    const isUsed =
      deeds.some((deed) => deed.field === key) ||
      [rule.when, ...deeds.map((deed) => deed.value)].some((text) => names(text, key));
    return isUsed ? [at] : [];
  });
}

/** Whether an expression reads an own field; what stands in quotes or behind a dot is no field. */
function names(text: string, key: string): boolean {
  const code = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return new RegExp(`(?<![\\w.])${key}(?!\\w)`).test(code);
}

/** Keys of the fields that stand in the form. */
export const placedKeys = (draft: Draft): string[] =>
  draft.form.layout.flatMap((section) => section.fields.map(keyOf));

/** Fields to which a rule may do something. */
export function fieldsFor(
  kind: DeedKind,
  draft: Draft,
  fields: ReadonlyMap<string, FieldMetadata>,
  types: FieldTypes,
): FieldMetadata[] {
  const placed = placedKeys(draft).flatMap((key) => fields.get(key) ?? []);
  if (kind === "show") return placed;
  const entered = (kind === "set" ? [...fields.values()] : placed).filter(
    (field) => !types.isComputed(field) && field.readOnly !== true && field.system !== true,
  );
  return kind === "offer" ? entered.filter((field) => optionsOf(field).length > 0) : entered;
}

/** How people say a value that a rule gives; what is none of it is an expression. */
export type LiteralShape = "option" | "boolean" | "number" | "text" | "expression";

export function literalShape(field: FieldMetadata | undefined, types: FieldTypes): LiteralShape {
  if (!field) return "expression";
  const known = types.looks(field).type.operators;
  if (known === operators.option) return "option";
  if (known === operators.boolean) return "boolean";
  if (known === operators.number) return "number";
  return known === operators.text ? "text" : "expression";
}

const forms: Record<LiteralShape, RegExp> = {
  option: /^"(?:[^"\\]|\\.)*"$/,
  text: /^"(?:[^"\\]|\\.)*"$/,
  boolean: /^(?:true|false)$/,
  number: /^-?\d+(?:\.\d+)?$/,
  expression: /(?!)/,
};

/** The value behind a literal; null for any other expression. Nothing is an empty value. */
export function readLiteral(text: string, shape: LiteralShape): string | null {
  if (text === "" && shape !== "expression") return "";
  if (!forms[shape].test(text)) return null;
  return shape === "option" || shape === "text" ? (JSON.parse(text) as string) : text;
}

export function writeLiteral(value: string, shape: LiteralShape): string {
  if (value === "") return "";
  return shape === "option" || shape === "text" ? quote(value) : value;
}
