import { Decimal } from "decimal.js";
import { divide, fit, power, remainder, roundTo, squareRoot, whole } from "../numbers.ts";
import { type Functions, strict } from "./function.ts";

export const numberFunctions: Functions = {
  add: strict((a) => fit(a.number(0).plus(a.number(1)), a.context)),
  subtract: strict((a) => fit(a.number(0).minus(a.number(1)), a.context)),
  multiply: strict((a) => fit(a.number(0).times(a.number(1)), a.context)),
  divide: strict((a) => divide(a.number(0), a.number(1), a.context)),
  remainder: strict((a) => remainder(a.number(0), a.number(1), a.context)),
  mod: strict((a) => remainder(a.number(0), a.number(1), a.context)),
  negate: strict((a) => fit(a.number(0).negated(), a.context)),
  abs: strict((a) => a.number(0).abs()),
  round: strict((a) => roundTo(a.number(0), 0, a.context)),
  roundPlaces: strict((a) => roundTo(a.number(0), a.number(1).toNumber(), a.context)),
  floor: strict((a) => fit(a.number(0).toDecimalPlaces(0, Decimal.ROUND_FLOOR), a.context)),
  ceiling: strict((a) => fit(a.number(0).toDecimalPlaces(0, Decimal.ROUND_CEIL), a.context)),
  truncate: strict((a) => fit(a.number(0).trunc(), a.context)),
  power: strict((a) => power(a.number(0), a.number(1).toNumber(), a.context)),
  sqrt: strict((a) => squareRoot(a.number(0), a.context)),
  sign: strict((a) => whole(a.number(0).isZero() ? 0 : a.number(0).isNegative() ? -1 : 1)),
};
