import { decimalText, type Json, type JsonObject, writeJson } from "@dougong/kit/api";

/** A place in an item, with a value that stands there. */
export interface Place {
  pointer: string;
  example: string;
}

const deepest = 4;
const most = 200;

/** All places of the items that hold a value, in their order, with the first one that is not empty. */
export function placesOf(items: readonly Json[]): Place[] {
  const found = new Map<string, string>();
  const walk = (value: Json, pointer: string, depth: number) => {
    if (found.size >= most || depth > deepest) return;
    if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
        walk(inner ?? null, `${pointer}/${escaped}`, depth + 1);
      }
    } else if (pointer !== "" && !found.get(pointer)) {
      found.set(pointer, value === null ? "" : shown(value));
    }
  };
  for (const item of items) walk(item, "", 0);
  return [...found].map(([pointer, example]) => ({ pointer, example }));
}

const shown = (value: Json): string => (typeof value === "string" ? value : writeJson(value));

/** Whether it is an object; exact numbers are none. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  decimalText(value) === null;
