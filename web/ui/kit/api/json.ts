import { LosslessNumber, parse, stringify } from "lossless-json";

/** A JSON value in which a number that a double cannot hold exactly stays its decimal text. */
export type Json = null | boolean | number | string | LosslessNumber | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

export function parseJson(text: string): unknown {
  return parse(text, null, (digits) => {
    const number = Number(digits);
    return String(number) === digits ? number : new LosslessNumber(digits);
  });
}

export function writeJson(value: unknown, indent?: number): string {
  return stringify(value, null, indent) ?? "null";
}

/** The number's own digits without exponent padding; null when the value is no number. */
export function decimalText(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (value instanceof LosslessNumber) return value.value;
  return null;
}

export function exactNumber(digits: string): LosslessNumber {
  return new LosslessNumber(digits);
}
