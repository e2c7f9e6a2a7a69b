import type { FieldMetadata } from "../../api/index.ts";
import type { FieldValue, ValueProblem } from "../definition.ts";
import { asText } from "../values.ts";

const lengths: Record<string, number> = { ean13: 13, ean8: 8, upcA: 12, imei: 15 };

/** The digits of a code without what people write between them. */
export const digitsOf = (text: string): string => text.replace(/[ -]/g, "");

const fromRight = (digits: string, weigh: (digit: number, at: number) => number): number =>
  [...digits].toReversed().reduce((sum, digit, at) => sum + weigh(Number(digit), at), 0);

/** Whether the check digit of an IMEI is right (Luhn): every second digit doubled. */
export function isLuhn(digits: string): boolean {
  const sum = fromRight(digits, (digit, at) => {
    const weighted = at % 2 === 0 ? digit : digit * 2;
    return weighted > 9 ? weighted - 9 : weighted;
  });
  return sum % 10 === 0;
}

/** Whether the check digit of an article number is right: every second digit three times. */
const isArticle = (digits: string): boolean =>
  fromRight(digits, (digit, at) => (at % 2 === 0 ? digit : digit * 3)) % 10 === 0;

/** What is wrong with a code of the field's format; null where the format says nothing. */
export function checkCode(value: FieldValue, field: FieldMetadata): ValueProblem | null {
  const format = String(field["format"] ?? "any");
  const count = lengths[format];
  if (count === undefined) return null;
  const digits = digitsOf(asText(value));
  if (digits.length !== count || !/^\d+$/.test(digits)) {
    return { key: "check.digits", places: { count } };
  }
  const isRight = format === "imei" ? isLuhn(digits) : isArticle(digits);
  return isRight ? null : { key: "check.checkDigit" };
}

/** Whether it has the length of an IMEI and a check digit that an IMEI cannot have. */
export function isDoubtfulImei(text: string): boolean {
  const digits = digitsOf(text);
  return /^\d{15}$/.test(digits) && !isLuhn(digits);
}
