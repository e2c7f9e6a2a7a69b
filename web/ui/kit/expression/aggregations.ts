import { Decimal } from "decimal.js";
import { divide, Exact, fit, whole } from "./numbers.ts";
import type { EvaluationContext } from "./tree.ts";
import { compareValues, type Value } from "./values.ts";

type Fold = (bodies: readonly Value[], context: EvaluationContext) => Value;

function numbers(bodies: readonly Value[]): Decimal[] {
  return bodies.filter((body) => Decimal.isDecimal(body)) as Decimal[];
}

function total(bodies: readonly Value[]): Decimal {
  return numbers(bodies).reduce((sum, next) => sum.plus(next), new Exact(0));
}

function extreme(bodies: readonly Value[], sign: number): Value {
  return bodies.reduce<Value>((best, next) => {
    if (next === null || best === null) return next ?? best;
    return sign * compareValues(next, best) > 0 ? next : best;
  }, null);
}

/** Values over the rows of a table or a multi reference; null bodies are left out. */
export const aggregations: Readonly<Record<string, Fold>> = {
  sum: (bodies, context) => fit(total(bodies), context),
  avg: (bodies, context) => {
    const count = numbers(bodies).length;
    return count === 0 ? null : divide(total(bodies), whole(count), context);
  },
  count: (bodies) => whole(bodies.filter((body) => body === true).length),
  min: (bodies) => extreme(bodies, -1),
  max: (bodies) => extreme(bodies, 1),
  any: (bodies) => bodies.includes(true),
  all: (bodies) => bodies.every((body) => body === true),
};
