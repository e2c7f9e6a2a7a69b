import type { ExpressionTree, FieldMetadata, FormRuleMetadata } from "@dougong/kit/api";
import { asList, type FieldObject, type FieldValue } from "@dougong/kit/fields";

/** What the rules of a form say about its fields at this moment, by field key. */
export interface FormVerdict {
  hidden: ReadonlySet<string>;
  required: ReadonlySet<string>;
  readOnly: ReadonlySet<string>;
  offered: ReadonlyMap<string, ReadonlySet<string>>;
  /** Fields that a rule fills in with something that only the server knows. */
  later: ReadonlySet<string>;
}

/** A field that some rule shows is hidden while none of them holds or may hold. */
export function judge(
  rules: readonly FormRuleMetadata[],
  evaluate: (tree: ExpressionTree) => unknown,
): FormVerdict {
  const hidden = new Set<string>();
  const shown = new Set<string>();
  const required = new Set<string>();
  const readOnly = new Set<string>();
  const offered = new Map<string, ReadonlySet<string>>();
  const later = new Set<string>();
  for (const rule of rules) {
    const answer = rule.when === undefined ? undefined : evaluate(rule.when);
    for (const key of rule.show ?? []) (answer === false ? hidden : shown).add(key);
    if (answer !== true) continue;
    for (const key of rule.require ?? []) required.add(key);
    for (const key of rule.readOnly ?? []) readOnly.add(key);
    for (const { field, value } of rule.set ?? [])
      if (evaluate(value) === undefined) later.add(field);
    for (const { field, values } of rule.offer ?? []) {
      const before = offered.get(field);
      offered.set(field, new Set(before ? values.filter((one) => before.has(one)) : values));
    }
  }
  for (const key of shown) hidden.delete(key);
  return { hidden, required, readOnly, offered, later };
}

/** The field with the options that it offers now; what is chosen stays to be seen. */
export function narrowed(
  field: FieldMetadata,
  offered: ReadonlySet<string> | undefined,
  value: FieldValue,
): FieldMetadata {
  if (!offered) return field;
  const chosen = new Set(chosenValues(value));
  const isKept = (option: { value: string }) =>
    offered.has(option.value) || chosen.has(option.value);
  return {
    ...field,
    ...(field.options ? { options: field.options.filter(isKept) } : {}),
    ...(field.stages ? { stages: field.stages.filter(isKept) } : {}),
  };
}

/** Keys of the fields that hold something which is not offered now. */
export function notOffered(verdict: FormVerdict, values: FieldObject): string[] {
  return [...verdict.offered]
    .filter(([key, offered]) => chosenValues(values[key] ?? null).some((one) => !offered.has(one)))
    .map(([key]) => key);
}

const chosenValues = (value: FieldValue): string[] =>
  (typeof value === "string" ? [value] : asList(value)).filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
