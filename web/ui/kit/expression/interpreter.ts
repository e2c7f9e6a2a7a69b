import { aggregations } from "./aggregations.ts";
import { Arguments } from "./functions/function.ts";
import { functions } from "./functions/index.ts";
import { type EvaluationContext, NotKnownHere, type Row, type Tree } from "./tree.ts";
import { compareValues, readValue, type Result, type Value, writeValue } from "./values.ts";

/**
 * The value of a checked tree, as JSON: decimals are texts. Undefined where it cannot be known in
 * this browser (a record that is not loaded); the server evaluates again on saving.
 */
export function evaluate(tree: object, row: Row, context: EvaluationContext): Result | undefined {
  try {
    const checked = tree as Tree;
    return writeValue(valueOf(checked, row, context), checked.type);
  } catch (error) {
    if (error instanceof NotKnownHere) return undefined;
    throw error;
  }
}

/** The value as the interpreter computes with it. Throws NotKnownHere. */
export function valueOf(tree: Tree, row: Row, context: EvaluationContext): Value {
  const truth = (term: Tree): boolean => valueOf(term, row, context) === true;
  switch (tree.node) {
    case "constant":
      return readValue(tree.value, tree.type);
    case "field":
      return fieldValue(tree.path, tree.type, row);
    case "and":
      return tree.terms.every(truth);
    case "or":
      return tree.terms.some(truth);
    case "not":
      return !truth(tree.term);
    case "conditional":
      return valueOf(truth(tree.condition) ? tree.whenTrue : tree.whenFalse, row, context);
    case "in":
      return isOneOf(valueOf(tree.operand, row, context), tree.values);
    case "call": {
      const body = functions[tree.function];
      if (!body) throw new NotKnownHere(tree.function);
      const values = tree.arguments.map((argument) => valueOf(argument, row, context));
      return body(new Arguments(values, context));
    }
    case "aggregate":
      return aggregate(tree, row, context);
    default:
      throw new NotKnownHere("node");
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new NotKnownHere("field");
  return value;
}

function holder(path: readonly number[], row: Row): Row | null {
  let at: Row | null = row;
  for (const id of path.slice(0, -1)) {
    at = at === null ? null : known(at.target(id));
  }
  return at;
}

function fieldValue(path: readonly number[], type: string, row: Row): Value {
  const at = holder(path, row);
  const id = path.at(-1);
  return at === null || id === undefined ? null : readValue(known(at.value(id)), type);
}

function isOneOf(value: Value, constants: readonly Tree[]): boolean {
  if (value === null) return false;
  return constants.some(
    (one) => one.node === "constant" && compareValues(value, readValue(one.value, one.type)) === 0,
  );
}

function aggregate(
  tree: Tree & { node: "aggregate" },
  row: Row,
  context: EvaluationContext,
): Value {
  const fold = aggregations[tree.function];
  if (!fold) throw new NotKnownHere(tree.function);
  const at = holder(tree.rows, row);
  const id = tree.rows.at(-1);
  const rows = at === null || id === undefined ? [] : known(at.rows(id));
  const { body } = tree;
  return fold(
    rows.map((one) => (body ? valueOf(body, one, context) : true)),
    context,
  );
}
