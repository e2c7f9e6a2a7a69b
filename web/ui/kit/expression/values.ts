import { Decimal } from "decimal.js";
import { parse, parseDuration, secondOfDay, timeOf, write, writeDuration } from "./instants.ts";
import { digits, Exact, whole } from "./numbers.ts";
import { compareTexts } from "./texts.ts";

/**
 * A value as the interpreter computes with it: numbers and durations (in seconds) are decimals,
 * instants bigints (microseconds), dates and times texts, references their ids.
 */
export type Value = null | boolean | string | bigint | Decimal | readonly string[];

/** A value as JSON has it in this browser: decimals are texts. */
export type Result = null | boolean | string | string[];

/** The kind of a type in JSON: `reference` of `reference:customer`. */
export function kindOf(type: string): string {
  const colon = type.indexOf(":");
  return colon < 0 ? type : type.slice(0, colon);
}

/** From JSON; what cannot be read counts as empty. */
export function readValue(json: unknown, type: string): Value {
  if (json === null || json === undefined || json === "") return null;
  switch (kindOf(type)) {
    case "integer":
    case "decimal":
      return readNumber(json);
    case "boolean":
      return typeof json === "boolean" ? json : null;
    case "dateTime":
      return parse(String(json));
    case "time":
      return timeOf(secondOfDay(String(json)));
    case "duration": {
      const seconds = typeof json === "number" ? json : parseDuration(String(json));
      return seconds === null ? null : whole(seconds);
    }
    case "reference":
      return readId(json);
    case "textList":
      return readList(json, String);
    case "referenceList":
      return readList(json, readId);
    case "table":
    case "json":
      return Array.isArray(json) && json.length === 0 ? null : "…";
    default:
      return String(json);
  }
}

function readNumber(json: unknown): Decimal | null {
  const text = String(json).trim();
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? new Exact(text) : null;
}

function readId(json: unknown): string | null {
  if (typeof json === "string") return json.toLowerCase();
  const id = json !== null && typeof json === "object" && "id" in json ? json.id : null;
  return typeof id === "string" ? id.toLowerCase() : null;
}

function readList(json: unknown, read: (one: unknown) => string | null): Value {
  if (!Array.isArray(json) || json.length === 0) return null;
  return json.map(read).filter((one) => one !== null);
}

/** As JSON of the type. */
export function writeValue(value: Value, type: string): Result {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return write(value);
  if (Decimal.isDecimal(value)) {
    return kindOf(type) === "duration" ? writeDuration(value.toNumber()) : digits(value);
  }
  return [...(value as readonly string[])];
}

/** Order of two values of one type. */
export function compareValues(x: Value, y: Value): number {
  if (Decimal.isDecimal(x) && Decimal.isDecimal(y)) return x.cmp(y);
  if (typeof x === "string" && typeof y === "string") return compareTexts(x, y);
  if (typeof x === "bigint" && typeof y === "bigint") return x < y ? -1 : x > y ? 1 : 0;
  return Number(x) - Number(y);
}
