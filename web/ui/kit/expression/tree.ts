/** The JSON form of a checked expression, as the server makes it. */
export type Tree =
  | { node: "constant"; type: string; value: string | boolean | null }
  | { node: "field"; type: string; path: readonly number[] }
  | { node: "and" | "or"; type: string; terms: readonly Tree[] }
  | { node: "not"; type: string; term: Tree }
  | { node: "conditional"; type: string; condition: Tree; whenTrue: Tree; whenFalse: Tree }
  | { node: "in"; type: string; operand: Tree; values: readonly Tree[] }
  | { node: "call"; type: string; function: string; arguments: readonly Tree[] }
  | {
      node: "aggregate";
      type: string;
      function: string;
      rows: readonly number[];
      rowsType: string;
      body?: Tree;
    };

/** A record, or a row of a table. `undefined` means "not known in this browser". */
export interface Row {
  /** The own field's value as JSON has it; null where empty. */
  value(fieldId: number): unknown;
  /** The record that an own reference points to; null where empty. */
  target(fieldId: number): Row | null | undefined;
  /** The rows of a table or the targets of a multi reference. */
  rows(fieldId: number): readonly Row[] | undefined;
}

/** Everything an expression may know besides the record. */
export interface EvaluationContext {
  /** The instant, ISO-8601 in UTC. */
  now: string;
  /** IANA name of the zone. */
  zone: string;
  user: string | null;
  userOrgUnit: string | null;
  roles: readonly string[];
  /** Whether the organisation unit is the other one or below it; undefined where not known. */
  isWithin(unit: string, ancestor: string): boolean | undefined;
  /** Hears why a value became null. */
  report?(diagnostic: Diagnostic): void;
}

export type Diagnostic =
  | "divisionByZero"
  | "numberOutOfRange"
  | "noSuchDate"
  | "textTooLong"
  | "unreadableText";

/** Thrown where a value cannot be known in this browser; `evaluate` turns it into undefined. */
export class NotKnownHere extends Error {}
