import {
  asText,
  checkLength,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

/** Hand scanners type the code like a keyboard. */
const BarcodeInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ inputMode: "text" }} />
);

export default {
  id: "barcode",
  Input: BarcodeInput,
  Display: ({ value }: FieldDisplayProps) => <code>{asText(value)}</code>,
  width: 160,
  isSortable: true,
  text: asText,
  check: (value, field) => checkLength(value, field, 64),
  operators: operators.text,
} satisfies FieldTypeDefinition;
