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

const IntegerInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "numeric" }} />
);

export default {
  id: "integer",
  Input: IntegerInput,
  alignsEnd: true,
  width: 110,
  isSortable: true,
  read: readNumber,
  write: writeNumber,
  text: (value) => formatDecimal(asText(value), 0, 0),
  check: (value, field) => checkNumber(value, field, 0),
  operators: operators.number,
} satisfies FieldTypeDefinition;
