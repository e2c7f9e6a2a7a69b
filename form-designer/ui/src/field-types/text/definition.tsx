import {
  asText,
  checkLength,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

export default {
  id: "text",
  Input: TypedInput,
  width: 160,
  isSortable: true,
  text: asText,
  check: (value, field) => checkLength(value, field, 200),
  operators: operators.text,
} satisfies FieldTypeDefinition;
