import { LOWER, UPPER } from "../letters.ts";
import { whole } from "../numbers.ts";
import {
  fit,
  length,
  MAX_REPLACEMENT,
  MAX_RESULT,
  orNull,
  part,
  translate,
  trim,
} from "../texts.ts";
import { type Arguments, type Functions, holds, strict } from "./function.ts";

const MAX_COUNT = 1_000_000_000;

function joined(a: Arguments): string | null {
  return fit(a.values.map((_, i) => a.textOrEmpty(i)).join(""), a.context);
}

function replaced(a: Arguments): string | null {
  const text = a.textOrEmpty(0);
  const by = a.textOrEmpty(2);
  if (length(text) > MAX_RESULT || length(by) > MAX_REPLACEMENT) {
    a.context.report?.("textTooLong");
    return null;
  }
  return fit(a.isNull(1) ? text : text.split(a.text(1)).join(by), a.context);
}

function padded(a: Arguments): string {
  const text = a.text(0);
  const pad = [...a.text(2)];
  const missing = Math.max(0, a.number(1).toNumber() - length(text));
  return Array.from({ length: missing }, (_, i) => pad[i % pad.length]).join("") + text;
}

/** A null text is the empty text, and an empty result is null. */
export const textFunctions: Functions = {
  concatenate: joined,
  concat: joined,
  length: (a) => whole(length(a.textOrEmpty(0))),
  upper: strict((a) => translate(a.text(0), LOWER, UPPER)),
  lower: strict((a) => translate(a.text(0), UPPER, LOWER)),
  trim: strict((a) => orNull(trim(a.text(0)))),
  left: strict((a) => {
    const count = a.integer(1, MAX_COUNT);
    return count === null ? null : orNull(part(a.text(0), 0, count));
  }),
  right: strict((a) => {
    const count = a.integer(1, MAX_COUNT);
    if (count === null) return null;
    return orNull(part(a.text(0), length(a.text(0)) - Math.max(count, 0), count));
  }),
  mid: strict((a) => {
    const start = a.integer(1, MAX_COUNT);
    const count = a.integer(2, MAX_COUNT);
    if (start === null || count === null) return null;
    return orNull(part(a.text(0), Math.max(start, 1) - 1, count));
  }),
  contains: holds((a) => a.text(0).includes(a.text(1))),
  startsWith: holds((a) => a.text(0).startsWith(a.text(1))),
  endsWith: holds((a) => a.text(0).endsWith(a.text(1))),
  indexOf: (a) => {
    const at = a.values.includes(null) ? -1 : a.text(0).indexOf(a.text(1));
    return whole(at < 0 ? 0 : length(a.text(0).slice(0, at)) + 1);
  },
  replace: replaced,
  padLeft: strict(padded),
  isBlankText: (a) => trim(a.textOrEmpty(0)) === "",
  isBlank: (a) => a.isNull(0),
};
