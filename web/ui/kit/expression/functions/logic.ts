import { compareValues, type Value } from "../values.ts";
import { type Arguments, type Body, type Functions, holds, strict } from "./function.ts";

function comparison(test: (order: number) => boolean): Body {
  return holds((a) => test(compareValues(a.value(0), a.value(1))));
}

function firstPresent(a: Arguments): Value {
  return a.values.find((value) => value !== null) ?? null;
}

function extreme(values: readonly Value[], sign: number): Value {
  return values.reduce((best, next) => (sign * compareValues(next, best) > 0 ? next : best));
}

export const logicFunctions: Functions = {
  equal: comparison((order) => order === 0),
  notEqual: comparison((order) => order !== 0),
  less: comparison((order) => order < 0),
  lessOrEqual: comparison((order) => order <= 0),
  greater: comparison((order) => order > 0),
  greaterOrEqual: comparison((order) => order >= 0),
  isNull: (a) => a.isNull(0),
  isNotNull: (a) => !a.isNull(0),
  between: holds(
    (a) => compareValues(a.value(0), a.value(1)) >= 0 && compareValues(a.value(0), a.value(2)) <= 0,
  ),
  ifNull: firstPresent,
  coalesce: firstPresent,
  min: strict((a) => extreme(a.values, -1)),
  max: strict((a) => extreme(a.values, 1)),
};
