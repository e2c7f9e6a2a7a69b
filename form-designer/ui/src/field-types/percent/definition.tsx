import type { FieldMetadata } from "@dougong/kit/api";
import {
  asText,
  checkNumber,
  type FieldInputProps,
  type FieldTypeDefinition,
  type FieldValue,
  normalNumber,
  operators,
  readNumber,
  shiftPoint,
  TypedInput,
  writeNumber,
} from "@dougong/kit/fields";
import { formatDecimal } from "@dougong/kit/i18n";

/** The server keeps the fraction, people see and type the percentage; the point moves exactly. */
function read(json: unknown): FieldValue {
  const fraction = readNumber(json);
  return typeof fraction === "string" ? shiftPoint(fraction, 2) : null;
}

function write(value: FieldValue): unknown {
  const digits = normalNumber(value);
  return digits === null ? value : writeNumber(shiftPoint(digits, -2));
}

const scaleOf = (field: FieldMetadata) => (typeof field["scale"] === "number" ? field["scale"] : 2);

const PercentInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "decimal" }} unit="%" />
);

/** Bounds are fractions in the definition. */
function inPercent(field: FieldMetadata): FieldMetadata {
  const bounds = ["min", "max"].flatMap((name) => {
    const bound = field[name];
    return typeof bound === "number" ? [[name, bound * 100] as const] : [];
  });
  return { ...field, ...Object.fromEntries(bounds) };
}

export default {
  id: "percent",
  Input: PercentInput,
  alignsEnd: true,
  width: 100,
  isSortable: true,
  read,
  write,
  text: (value, field) => `${formatDecimal(asText(value), 0, scaleOf(field))}%`,
  check: (value, field) => checkNumber(value, inPercent(field), scaleOf(field)),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
