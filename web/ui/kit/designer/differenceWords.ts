import type { Json } from "../api/index.ts";
import { labelText } from "../i18n/index.ts";

type Plain = { readonly [name: string]: Json };

const isPlain = (value: Json | undefined): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of a label in any of its shapes; undefined where it is none. */
function textOf(label: Json | undefined): string | undefined {
  if (typeof label === "string") return label;
  if (!isPlain(label) || Object.keys(label).length === 0) return undefined;
  const isLabel = Object.entries(label).every(
    ([name, text]) => (name === "zh" || name === "en") && typeof text === "string",
  );
  return isLabel ? labelText(label as { zh?: string; en?: string }, "") || undefined : undefined;
}

/** What people call the fields, options and other entries that documents know by their keys. */
export function namesIn(documents: readonly unknown[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const document of documents) collect(document as Json, names);
  return names;
}

function collect(part: Json | undefined, names: Map<string, string>): void {
  if (Array.isArray(part)) for (const entry of part) collect(entry, names);
  if (!isPlain(part)) return;
  const key = part["key"] ?? part["value"] ?? part["id"];
  const text = textOf(part["label"]);
  if (typeof key === "string" && text !== undefined && !names.has(key)) names.set(key, text);
  for (const value of Object.values(part)) collect(value, names);
}

/** Words of the language, and what people call what documents know by keys. */
export interface Words {
  yes: string;
  no: string;
  /** Between the entries of a list. */
  comma: string;
  property: (name: string) => string;
  names: ReadonlyMap<string, string>;
}

/** A value of a document as a person reads it: names instead of keys, no braces. */
export function valueInWords(value: Json, words: Words): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return `${value}`;
  if (typeof value === "string") return words.names.get(value) ?? value;
  if (Array.isArray(value)) {
    return value.map((entry) => valueInWords(entry, words)).join(words.comma);
  }
  const label = textOf(value as Json) ?? textOf((value as Plain)["label"]);
  if (label !== undefined) return label;
  return Object.entries(value as Plain)
    .map(([name, part]) => `${words.property(name)} ${valueInWords(part, words)}`)
    .join(words.comma);
}

/** Where a difference is: properties by their words, entries by their names, places by numbers. */
export const pathInWords = (path: readonly string[], words: Words): string =>
  path.map((part) => words.names.get(part) ?? words.property(part)).join(" › ");
