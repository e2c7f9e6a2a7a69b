import type { EvaluationContext } from "./tree.ts";

/** Texts by code point, the same in every browser and language. */
export const MAX_RESULT = 10_000;
export const MAX_REPLACEMENT = 500;

const BLANK = " \t\n\r\u00a0\u3000";

export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** The text, null if it is empty or too long. */
export function fit(text: string, context: EvaluationContext): string | null {
  if (text.length > MAX_RESULT && length(text) > MAX_RESULT) {
    context.report?.("textTooLong");
    return null;
  }
  return orNull(text);
}

export function part(text: string, from: number, count: number): string {
  const start = Math.max(from, 0);
  return [...text].slice(start, start + Math.max(count, 0)).join("");
}

export function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && BLANK.includes(text.charAt(from))) from++;
  while (to > from && BLANK.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Each character of one row replaced by the one below it in the other. */
export function translate(text: string, from: string, to: string): string {
  return [...text].map((c) => (from.includes(c) ? to.charAt(from.indexOf(c)) : c)).join("");
}

/** Order of code points; plain comparison of strings is by UTF-16 unit. */
export function compareTexts(x: string, y: string): number {
  const shorter = Math.min(x.length, y.length);
  for (let i = 0; i < shorter; i++) {
    const a = x.charCodeAt(i);
    const b = y.charCodeAt(i);
    if (a !== b) {
      const isHigh = isSurrogate(a);
      if (isHigh !== isSurrogate(b)) return isHigh ? 1 : -1;
      return a < b ? -1 : 1;
    }
  }
  return Math.sign(x.length - y.length);
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
