import { Decimal } from "decimal.js";
import type { EvaluationContext } from "./tree.ts";

/** The arithmetic of the language: exact decimals below 10^30 with at most 12 places. */
export const PLACES = 12;

const settings = {
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  maxE: 9e15,
  minE: -9e15,
} as const;

/** Digits enough for any power, so that sums and products are exact. */
export const Exact = Decimal.clone({ ...settings, precision: 6000 });

/**
 * A quotient of numbers of 42 digits is never closer than 10^-67 to a border of rounding at 12
 * places without being on it, and a root never closer than 10^-42; so these digits decide.
 */
const Long = Decimal.clone({ ...settings, precision: 160 });

export const ZERO = new Exact(0);
const BOUND = new Exact(10).pow(30);

export function fit(exact: Decimal, context: EvaluationContext): Decimal | null {
  const rounded = exact.decimalPlaces() > PLACES ? exact.toDecimalPlaces(PLACES) : exact;
  if (rounded.abs().gte(BOUND)) {
    context.report?.("numberOutOfRange");
    return null;
  }
  return rounded.isZero() ? ZERO : rounded;
}

export function divide(x: Decimal, y: Decimal, context: EvaluationContext): Decimal | null {
  if (y.isZero()) {
    context.report?.("divisionByZero");
    return null;
  }
  return fit(new Exact(new Long(x).div(y).toDecimalPlaces(PLACES)), context);
}

export function remainder(x: Decimal, y: Decimal, context: EvaluationContext): Decimal | null {
  if (y.isZero()) {
    context.report?.("divisionByZero");
    return null;
  }
  return fit(x.mod(y), context);
}

export function squareRoot(x: Decimal, context: EvaluationContext): Decimal | null {
  if (x.isNegative() && !x.isZero()) {
    context.report?.("numberOutOfRange");
    return null;
  }
  return fit(new Exact(new Long(x).sqrt().toDecimalPlaces(PLACES)), context);
}

export function power(x: Decimal, exponent: number, context: EvaluationContext): Decimal | null {
  let product = new Exact(1);
  for (let i = 0; i < exponent; i++) product = product.times(x);
  return fit(product, context);
}

export function roundTo(x: Decimal, places: number, context: EvaluationContext): Decimal | null {
  if (places >= 0) return fit(x.toDecimalPlaces(places), context);
  const unit = new Exact(10).pow(-places);
  return fit(new Exact(new Long(x).div(unit).toDecimalPlaces(0)).times(unit), context);
}

/** A number cut to an integer; null beyond the limit. */
export function integer(x: Decimal, limit: number, context: EvaluationContext): number | null {
  const cut = x.trunc();
  if (cut.abs().gt(limit)) {
    context.report?.("numberOutOfRange");
    return null;
  }
  return cut.toNumber();
}

export function whole(value: number | bigint): Decimal {
  return new Exact(value.toString());
}

/** Plain digits without trailing zeros. */
export function digits(x: Decimal): string {
  return x.isZero() ? "0" : x.toFixed();
}
