import type { FieldMetadata } from "../api/index.ts";
import type { FieldValue, ValueProblem } from "./definition.ts";
import { asText, normalNumber } from "./values.ts";

function bound(field: FieldMetadata, name: string): number | null {
  const value = field[name];
  return typeof value === "number" ? value : null;
}

/** A number within the field's bounds; the server checks again, exactly. */
export function checkNumber(
  value: FieldValue,
  field: FieldMetadata,
  places: number,
): ValueProblem | null {
  const digits = normalNumber(value);
  if (digits === null) return { key: "check.number" };
  const given = digits.split(".")[1]?.replace(/0+$/, "").length ?? 0;
  if (given > places) {
    return places === 0 ? { key: "check.integer" } : { key: "check.places", places: { places } };
  }
  const min = bound(field, "min");
  const max = bound(field, "max");
  if (min !== null && Number(digits) < min) return { key: "check.min", places: { min } };
  if (max !== null && Number(digits) > max) return { key: "check.max", places: { max } };
  return null;
}

export function checkLength(
  value: FieldValue,
  field: FieldMetadata,
  standard: number,
): ValueProblem | null {
  const length = [...asText(value)].length;
  const max = bound(field, "maxLength") ?? standard;
  return length > max ? { key: "check.maxLength", places: { max, length } } : null;
}
