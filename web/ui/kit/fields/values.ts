import { LosslessNumber } from "lossless-json";
import { decimalText, exactNumber, type RecordLink } from "../api/index.ts";

/** A field's value in the browser: decimals are text, references `{id,label}`, rows objects. */
export type FieldValue = null | boolean | number | string | FieldValue[] | FieldObject;
export interface FieldObject {
  [key: string]: FieldValue | undefined;
}

/** JSON of any shape with exact numbers as text where a double would lose digits. */
export function plainValue(json: unknown): FieldValue {
  if (json === null || json === undefined) return null;
  if (json instanceof LosslessNumber) return json.value;
  if (Array.isArray(json)) return json.map(plainValue);
  if (typeof json === "object") {
    const entries = Object.entries(json).map(([key, value]) => [key, plainValue(value)] as const);
    return Object.fromEntries(entries);
  }
  return json as FieldValue;
}

export function isBlank(value: FieldValue | undefined): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A numeric field keeps what was typed; the server gets an exact JSON number. */
export function readNumber(json: unknown): FieldValue {
  return typeof json === "string" ? json : decimalText(json);
}

export function writeNumber(value: FieldValue): unknown {
  const digits = normalNumber(value);
  return digits === null ? value : exactNumber(digits);
}

/** `"1,200.50 "` → `"1200.50"`; null when it is no plain decimal. */
export function normalNumber(value: FieldValue): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const text = value
    .replace(/[，,\s]/g, "")
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace("．", ".");
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "", places = ""] = text.replace("-", "").split(".");
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  return `${sign}${digits}${places ? `.${places}` : ""}`;
}

/** Moves the decimal point: `shiftPoint("0.125", 2)` is `"12.5"`, exactly. */
export function shiftPoint(digits: string, places: number): string {
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = digits.replace("-", "").split(".");
  const point = whole.length + places;
  const all = `${"0".repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, "0");
  const at = Math.max(point, 1);
  const head = all.slice(0, at).replace(/^0+(?=\d)/, "");
  const tail = all.slice(at).replace(/0+$/, "");
  return `${sign}${head}${tail ? `.${tail}` : ""}`;
}

export function asText(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function asList(value: FieldValue | undefined): FieldValue[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

export function asObject(value: FieldValue | undefined): FieldObject | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}

/** A reference as `{id,label}`; a bare id is its own label. */
export function asLink(value: FieldValue | undefined): RecordLink | null {
  if (typeof value === "string" && value !== "") return { id: value, label: value };
  const object = asObject(value);
  if (!object || typeof object["id"] !== "string") return null;
  const label = asText(object["label"]);
  return { id: object["id"], label: label === "" ? object["id"] : label };
}

export const writeLink = (value: FieldValue): unknown => asLink(value)?.id ?? null;
export const writeLinks = (value: FieldValue): unknown =>
  asList(value).flatMap((one) => asLink(one)?.id ?? []);
