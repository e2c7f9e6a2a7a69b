import type { FieldMetadata, JsonObject } from "../api/index.ts";

/** What a sentence about a step may say; everything is in the reader's language. */
export interface StepWords {
  /** A text of the type's own locales. */
  t: (key: string, places?: Readonly<Record<string, string | number>>) => string;
  entity: (key: unknown) => string;
  field: (entity: unknown, key: unknown) => string;
  /** Name of a value of a choice. */
  option: (entity: unknown, field: unknown, value: unknown) => string;
  /** What is written into a field: the name of a choice, else as an expression. */
  value: (entity: unknown, field: unknown, expression: unknown) => string;
  /** An expression: names for paths, words for what is usual, else as it stands. */
  expression: (text: unknown) => string;
  /** A text with the names of its places. */
  text: (template: unknown) => string;
  /** `P2Y`: two years. */
  span: (span: unknown) => string;
  role: (key: unknown) => string;
  workflow: (key: unknown) => string;
  segment: (key: unknown) => string;
  hook: (key: unknown) => string;
  form: (key: unknown) => string;
  /** `0 9 * * 1`: Mondays at nine. */
  cron: (text: unknown) => string;
  channel: (id: unknown) => string;
  /** People: an expression, a role, the unit's manager. */
  people: (options: JsonObject) => string;
  list: (parts: readonly string[]) => string;
  /** Key of the entity whose record the workflow is about. */
  about: string | null;
}

/** How a type of trigger reads; one folder each, found by glob, with its texts beside it. */
export interface TriggerTypeUi {
  id: string;
  sentence: (trigger: JsonObject, words: StepWords) => string;
  /** Options of a new one over the records of an entity. */
  begin?: (fields: readonly FieldMetadata[]) => JsonObject;
}

/** How a type of node reads; one folder each, found by glob, with its texts beside it. */
export interface NodeTypeUi {
  id: string;
  /** Where it stands in the palette. */
  group: "people" | "data" | "flow";
  sentence: (node: JsonObject, words: StepWords) => string;
  /** Options of a new one. */
  begin?: (words: StepWords) => JsonObject;
  /** What later steps read under its name. */
  output?: (node: JsonObject) => Partial<FieldMetadata> & { type: string };
  /** Values that later steps read behind its name: `rate.score`. */
  values?: (node: JsonObject) => readonly FieldMetadata[];
  /** Ways out that are drawn even while they lead nowhere. */
  always?: readonly string[];
  /** Options under "more": seldom needed. */
  seldom?: readonly string[];
}
