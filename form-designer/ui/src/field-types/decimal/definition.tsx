import {
  asText,
  checkNumber,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  readNumber,
  TypedInput,
  writeNumber,
} from "@dougong/kit/fields";
import { formatDecimal } from "@dougong/kit/i18n";

const DecimalInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "decimal" }} />
);

const placesOf = (places: unknown) => (typeof places === "number" ? places : 12);

export default {
  id: "decimal",
  Input: DecimalInput,
  alignsEnd: true,
  width: 120,
  isSortable: true,
  read: readNumber,
  write: writeNumber,
  text: (value, field) => formatDecimal(asText(value), 0, placesOf(field["scale"])),
  check: (value, field) => checkNumber(value, field, placesOf(field["scale"])),
  operators: operators.number,
} satisfies FieldTypeDefinition;
