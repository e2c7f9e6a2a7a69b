import { Decimal } from "decimal.js";
import { integer } from "../numbers.ts";
import type { EvaluationContext } from "../tree.ts";
import type { Value } from "../values.ts";

/** The values that a function is called with. The typed readers are for arguments that are there. */
export class Arguments {
  constructor(
    readonly values: readonly Value[],
    readonly context: EvaluationContext,
  ) {}

  value(i: number): Value {
    return this.values[i] ?? null;
  }

  isNull(i: number): boolean {
    return this.value(i) === null;
  }

  number(i: number): Decimal {
    const value = this.value(i);
    if (Decimal.isDecimal(value)) return value;
    throw new TypeError(`argument ${i} is no number`);
  }

  text(i: number): string {
    const value = this.value(i);
    if (typeof value === "string") return value;
    throw new TypeError(`argument ${i} is no text`);
  }

  /** A text, where null is the empty text. */
  textOrEmpty(i: number): string {
    return this.isNull(i) ? "" : this.text(i);
  }

  instant(i: number): bigint {
    const value = this.value(i);
    if (typeof value === "bigint") return value;
    throw new TypeError(`argument ${i} is no instant`);
  }

  list(i: number): readonly string[] {
    const value = this.value(i);
    return Array.isArray(value) ? value : [];
  }

  /** A number cut to an integer; null beyond the limit. */
  integer(i: number, limit: number): number | null {
    return integer(this.number(i), limit, this.context);
  }
}

/** A function by the id of one overload; nulls are dealt with. */
export type Body = (a: Arguments) => Value;

export type Functions = Readonly<Record<string, Body>>;

/** Null arguments give null; the body sees none. */
export function strict(body: Body): Body {
  return (a) => (a.values.includes(null) ? null : body(a));
}

/** Null arguments give false; the body sees none. */
export function holds(body: (a: Arguments) => boolean): Body {
  return (a) => (a.values.includes(null) ? false : body(a));
}
