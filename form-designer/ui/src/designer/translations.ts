import type { Json } from "@dougong/kit/api";
import type { Draft } from "./model.ts";

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** One text of the form or its entity, in each language; empty where it is missing. */
export interface TextRow {
  /** Where it stands, by names: `entity/fields/phone/label`. */
  key: string;
  /** Where it stands, by properties and places in lists. */
  path: readonly (string | number)[];
  zh: string;
  en: string;
}

type Plain = { readonly [name: string]: Json };

const isPlain = (value: Json | undefined): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isLabel = (value: Json): value is Plain => {
  if (!isPlain(value)) return false;
  const names = Object.keys(value);
  return (
    names.length > 0 &&
    names.every((name) => languages.some((one) => one === name) && typeof value[name] === "string")
  );
};

const textIn = (label: Json | undefined, language: Language): string => {
  if (typeof label === "string") return language === "zh" ? label : "";
  const text = isPlain(label) ? label[language] : undefined;
  return typeof text === "string" ? text : "";
};

/** By what an entry of a list is known: its key or value, else its place. */
function nameOf(entry: Json, at: number): string {
  if (!isPlain(entry)) return `${at + 1}`;
  const name = entry["key"] ?? entry["value"] ?? entry["id"];
  return typeof name === "string" ? name : `${at + 1}`;
}

const namedLists = ["fields", "options", "stages", "groups"];

/** What people read, even while nobody named it: a document, and an entry of certain lists. */
function isNamed(part: Plain, names: readonly string[]): boolean {
  const list = names.at(-2);
  if (list !== undefined && !namedLists.includes(list)) return false;
  return typeof part["key"] === "string" || typeof part["value"] === "string";
}

/** All texts of the draft, in the order of its documents. */
export function textsOf(draft: Draft): TextRow[] {
  const found: TextRow[] = [];
  collect({ ...draft } as unknown as Plain, [], [], found);
  return found;
}

function collect(
  part: Json,
  path: readonly (string | number)[],
  names: readonly string[],
  found: TextRow[],
): void {
  if (Array.isArray(part)) {
    for (const [at, entry] of part.entries())
      collect(entry, [...path, at], [...names, nameOf(entry, at)], found);
    return;
  }
  if (!isPlain(part)) return;
  const add = (name: string, label: Json | undefined) =>
    found.push({
      key: [...names, name].join("/"),
      path: [...path, name],
      zh: textIn(label, "zh"),
      en: textIn(label, "en"),
    });
  if (isNamed(part, names) && !(part["label"] !== undefined && isLabel(part["label"])))
    add("label", part["label"]);
  for (const [name, value] of Object.entries(part)) {
    if (isLabel(value)) add(name, value);
    else collect(value, [...path, name], [...names, name], found);
  }
}

export const isMissing = (row: TextRow): boolean => row.zh.trim() === "" || row.en.trim() === "";

/** Sets a text in one language; an empty one takes it out, and a label without any text goes. */
export function setText(draft: Draft, row: TextRow, language: Language, text: string): Draft {
  const whole = put({ ...draft } as unknown as Json, row.path, (label) => {
    const other = language === "zh" ? "en" : "zh";
    const kept = textIn(label, other);
    const next = { [language]: text, [other]: kept };
    const filled = languages.filter((one) => next[one] !== "").map((one) => [one, next[one] ?? ""]);
    return filled.length === 0 ? undefined : (Object.fromEntries(filled) as Json);
  });
  return whole as unknown as Draft;
}

function put(
  part: Json,
  [first, ...rest]: readonly (string | number)[],
  change: (label: Json | undefined) => Json | undefined,
): Json {
  if (first === undefined) return part;
  if (Array.isArray(part)) {
    return part.map((entry, at) => (at === first ? put(entry, rest, change) : entry));
  }
  if (!isPlain(part)) return part;
  const before = part[first];
  const next = rest.length === 0 ? change(before) : put(before ?? null, rest, change);
  if (next !== undefined) return { ...part, [first]: next };
  const { [first]: _gone, ...others } = part as { [name: string]: Json };
  return others;
}

/** What came of texts that were read from a sheet. */
export interface Taken {
  draft: Draft;
  changed: number;
  /** Keys that no text of the draft has. */
  unknown: string[];
}

/** Takes texts over by their keys; empty cells leave what is there. */
export function takeTexts(draft: Draft, sheet: readonly Record<string, string>[]): Taken {
  const rows = new Map(textsOf(draft).map((row) => [row.key, row]));
  const taken: Taken = { draft, changed: 0, unknown: [] };
  for (const entry of sheet) {
    const row = rows.get(entry["key"]?.trim() ?? "");
    if (!row) taken.unknown.push(entry["key"] ?? "");
    else
      for (const language of languages) {
        const text = entry[language]?.trim() ?? "";
        if (text === "" || text === row[language]) continue;
        taken.draft = setText(taken.draft, row, language, text);
        taken.changed++;
      }
  }
  return taken;
}
