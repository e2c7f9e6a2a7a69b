import { asText, type FieldTypeDefinition, operators, TypedInput } from "@dougong/kit/fields";

export default {
  id: "autoNumber",
  Input: TypedInput,
  Display: ({ value }) => <span className="dg-number">{asText(value)}</span>,
  isComputed: true,
  width: 150,
  isSortable: true,
  text: asText,
  operators: operators.text,
} satisfies FieldTypeDefinition;
