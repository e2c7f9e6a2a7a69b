import type { Json, JsonObject } from "@dougong/kit/api";
import type { TypeBook } from "./exits.ts";
import { type NodeDocument, type OptionSchema, shapeName } from "./types.ts";

type Names = ReadonlyMap<string, string>;

const word = /"(?:[^"\\]|\\.)*"|(?<![\w.])[a-z][a-zA-Z0-9]*\b(?!\s*\()/g;

/** Shapes that are texts of the expression language. */
const expressions = new Set([
  "expression",
  "condition",
  "rowCondition",
  "user",
  "unit",
  "moment",
  "record",
]);

/** Shapes that are expressions by field. */
const valued = new Set(["values", "rowValues"]);

/** Replaces names in an expression; texts in quotes, parts of paths and functions stay. */
const inExpression = (text: string, names: Names): string =>
  text.replace(word, (found) => names.get(found) ?? found);

const path = /"(?:[^"\\]|\\.)*"|(?<![\w.])[a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*)*\b(?!\s*\()/g;

/** An expression with the names of people for its paths, to be read and not to be stored. */
export const readable = (text: string, nameOf: (path: string) => string | undefined): string =>
  text.replace(path, (found) => nameOf(found) ?? found);

/** The same inside the places of a text. */
const inText = (text: string, names: Names): string =>
  text.replace(/\{\{(.*?)\}\}/gs, (_, inner: string) => `{{${inExpression(inner, names)}}}`);

function within(value: Json, given: OptionSchema, names: Names, book: TypeBook): Json {
  const shape = shapeName(given);
  if (typeof value === "string") {
    if (shape === "text") return inText(value, names);
    return expressions.has(shape) ? inExpression(value, names) : value;
  }
  const schema = shape === "" ? given : (book.named(shape) ?? given);
  const { items } = schema;
  if (Array.isArray(value)) {
    return items ? value.map((one) => within(one, items, names, book)) : value;
  }
  if (value === null || typeof value !== "object") return value;
  const inner = (key: string): OptionSchema | undefined =>
    valued.has(shape) ? { $ref: "expression" } : schema.properties?.[key];
  if (!valued.has(shape) && !schema.properties) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, one]) => {
      const of = inner(key);
      return [key, of && one !== undefined ? within(one, of, names, book) : one];
    }),
  );
}

/** A node under another name, which follows other nodes that have another name too. */
export function renamed(node: NodeDocument, names: Names, book: TypeBook): NodeDocument {
  const schema = book.shape(node.type)?.schema ?? {};
  const after = within(node, schema, names, book) as NodeDocument;
  return { ...after, id: names.get(node.id) ?? node.id };
}
