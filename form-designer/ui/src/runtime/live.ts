import type {
  EntityMetadata,
  ExpressionTree,
  FieldMetadata,
  FormRuleMetadata,
} from "@dougong/kit/api";
import type { Row } from "@dougong/kit/expression";
import { type FieldObject, type FieldTypes, type FieldValue, isBlank } from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";
import { type Evaluate, rowFor } from "./evaluator.ts";
import { type FormVerdict, judge } from "./formRules.ts";

/** What the metadata's expressions say about the values of one form, at this moment. */
export class LiveRules {
  constructor(
    private readonly types: FieldTypes,
    readonly evaluate: Evaluate,
  ) {}

  /** A record, or the row of a table, as expressions read it. */
  row(values: FieldObject, fields: readonly FieldMetadata[]): Row {
    return rowFor(values, fields, this.types);
  }

  /** Formulas in order of the fields; one that needs a later formula settles in the next round. */
  compute(values: FieldObject, fields: readonly FieldMetadata[]): FieldObject {
    const formulas = fields.filter((field) => field.tree && this.types.of(field).looksLikeResult);
    const inner = fields.filter((field) => field.fields && Array.isArray(values[field.key]));
    let known: FieldObject = { ...values };
    for (const field of inner) {
      known[field.key] = (values[field.key] as FieldValue[]).map((row) =>
        typeof row === "object" && row !== null && !Array.isArray(row)
          ? { ...row, ...this.compute(row, field.fields ?? []) }
          : row,
      );
    }
    const computed: FieldObject = {};
    for (let round = 0; round < formulas.length; round++) {
      let isSettled = true;
      for (const field of formulas) {
        const json = field.tree && this.evaluate(field.tree, known, fields);
        if (json === undefined) continue;
        const value = this.types.read(json, field);
        if (value === computed[field.key]) continue;
        computed[field.key] = value;
        known = { ...known, [field.key]: value };
        isSettled = false;
      }
      if (isSettled) break;
    }
    return computed;
  }

  isVisible(
    part: { visible?: ExpressionTree },
    values: FieldObject,
    entity: EntityMetadata,
  ): boolean {
    if (!part.visible) return true;
    return this.evaluate(part.visible, values, entity.fields) !== false;
  }

  isRequired(field: FieldMetadata, values: FieldObject, entity: EntityMetadata): boolean {
    if (field.required === true) return true;
    return (
      field.requiredWhen !== undefined &&
      this.evaluate(field.requiredWhen, values, entity.fields) === true
    );
  }

  defaults(fields: readonly FieldMetadata[]): FieldObject {
    const values: FieldObject = {};
    for (const field of fields) {
      const json = field.defaultTree && this.evaluate(field.defaultTree, values, fields);
      if (json !== undefined && json !== null) values[field.key] = this.types.read(json, field);
    }
    return values;
  }

  /** What the rules of a form say about its fields. */
  verdict(
    rules: readonly FormRuleMetadata[],
    values: FieldObject,
    entity: EntityMetadata,
  ): FormVerdict {
    return judge(rules, (tree) => this.evaluate(tree, values, entity.fields));
  }

  /** What the rules of a form give now, by field key; what only the server knows is left out. */
  given(
    rules: readonly FormRuleMetadata[],
    values: FieldObject,
    entity: EntityMetadata,
  ): FieldObject {
    const given: FieldObject = {};
    for (const rule of rules) {
      if (!rule.when || this.evaluate(rule.when, values, entity.fields) !== true) continue;
      for (const { field: key, value } of rule.set ?? []) {
        const field = entity.fields.find((one) => one.key === key);
        const json =
          field && !field.target ? this.evaluate(value, values, entity.fields) : undefined;
        if (field && json !== undefined) given[key] = this.types.read(json, field);
      }
    }
    return given;
  }

  /** Messages of the rules that these values break, by field key; `""` for the whole record. */
  brokenRules(values: FieldObject, entity: EntityMetadata): Record<string, string> {
    const broken: Record<string, string> = {};
    for (const rule of entity.rules ?? []) {
      const key = rule.field ?? "";
      if (broken[key] || this.evaluate(rule.when, values, entity.fields) !== true) continue;
      broken[key] = labelText(rule.message);
    }
    return broken;
  }
}

export interface Faults {
  [fieldKey: string]: Record<string, string>;
}

type Say = (key: string, places?: Record<string, string | number>) => string;

/** Everything that the browser can see is wrong, by field key and pointer below it. */
export function findFaults(
  values: FieldObject,
  fields: readonly FieldMetadata[],
  types: FieldTypes,
  isRequired: (field: FieldMetadata) => boolean,
  say: Say,
): Faults {
  const faults: Faults = {};
  for (const field of fields) {
    const type = types.of(field);
    if (type.isComputed) continue;
    const value = values[field.key] ?? null;
    if (isBlank(value)) {
      if (isRequired(field)) {
        const label = labelText(field.label, field.key);
        faults[field.key] = { "": say("check.required", { label }) };
      }
      continue;
    }
    const problem = type.check?.(value, field);
    const below = field.fields ? rowFaults(value, field.fields, types, say) : {};
    if (problem) faults[field.key] = { "": say(problem.key, problem.places) };
    else if (Object.keys(below).length > 0) faults[field.key] = { "": say("check.rows"), ...below };
  }
  return faults;
}

function rowFaults(
  value: FieldValue,
  fields: readonly FieldMetadata[],
  types: FieldTypes,
  say: Say,
): Record<string, string> {
  const below: Record<string, string> = {};
  for (const [at, row] of (Array.isArray(value) ? value : []).entries()) {
    if (row === null || typeof row !== "object" || Array.isArray(row)) continue;
    const faults = findFaults(row, fields, types, (field) => field.required === true, say);
    for (const [key, messages] of Object.entries(faults)) {
      for (const [pointer, message] of Object.entries(messages)) {
        below[`/${at}/${key}${pointer}`] = message;
      }
    }
  }
  return below;
}
