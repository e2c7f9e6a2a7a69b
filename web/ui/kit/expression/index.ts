export { evaluate } from "./interpreter.ts";
export { type NamedField, rowOf } from "./rows.ts";
export type { Diagnostic, EvaluationContext, Row, Tree } from "./tree.ts";
export type { Result } from "./values.ts";
