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

const PercentInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "decimal" }} unit="%" />
);

export default {
  id: "percent",
  Input: PercentInput,
  alignsEnd: true,
  width: 100,
  isSortable: true,
  read: readNumber,
  write: writeNumber,
  text: (value) => `${formatDecimal(asText(value))}%`,
  check: (value, field) => checkNumber(value, field, 12),
  operators: operators.number,
} satisfies FieldTypeDefinition;
