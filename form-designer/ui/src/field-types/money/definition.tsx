import { type FieldMetadata } from "@dougong/kit/api";
import {
  asText,
  checkNumber,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  readNumber,
  TypedInput,
  writeNumber,
} from "@dougong/kit/fields";
import { currentLanguage, formatMoney } from "@dougong/kit/i18n";

const currencyOf = (field: FieldMetadata) =>
  typeof field["currency"] === "string" ? field["currency"] : "CNY";
const placesOf = (field: FieldMetadata) =>
  typeof field["scale"] === "number" ? field["scale"] : 2;
const unitOf = (field: FieldMetadata) =>
  currencyOf(field) === "CNY" && currentLanguage() === "zh" ? "元" : currencyOf(field);

const MoneyInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "decimal" }} unit={unitOf(props.field)} />
);

const text = (value: FieldDisplayProps["value"], field: FieldMetadata) =>
  formatMoney(asText(value), currencyOf(field), placesOf(field));

export default {
  id: "money",
  Input: MoneyInput,
  Display: ({ value, field }: FieldDisplayProps) => (
    <span className="dg-number">{text(value, field)}</span>
  ),
  alignsEnd: true,
  width: 130,
  isSortable: true,
  read: readNumber,
  write: writeNumber,
  text,
  check: (value, field) => checkNumber(value, field, placesOf(field)),
  operators: operators.number,
} satisfies FieldTypeDefinition;
