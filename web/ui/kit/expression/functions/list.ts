import { whole } from "../numbers.ts";
import { fit, orNull } from "../texts.ts";
import { type Arguments, type Functions, holds, strict } from "./function.ts";

function has(a: Arguments, i: number): boolean {
  return !a.isNull(i) && a.list(0).includes(a.text(i));
}

function others(a: Arguments): number[] {
  return a.values.map((_, i) => i).slice(1);
}

export const listFunctions: Functions = {
  containsText: holds((a) => has(a, 1)),
  containsReference: holds((a) => has(a, 1)),
  containsAny: (a) => others(a).some((i) => has(a, i)),
  containsAll: (a) => others(a).every((i) => has(a, i)),
  size: (a) => whole(a.list(0).length),
  isEmpty: (a) => a.list(0).length === 0,
  first: strict((a) => orNull(a.list(0)[0] ?? "")),
  last: strict((a) => orNull(a.list(0).at(-1) ?? "")),
  join: (a) => fit(a.list(0).join(a.textOrEmpty(1)), a.context),
};
