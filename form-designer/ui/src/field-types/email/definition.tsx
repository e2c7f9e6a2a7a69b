import {
  asText,
  encryption,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

const EmailInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ type: "email", inputMode: "email" }} />
);

export default {
  id: "email",
  Input: EmailInput,
  Display: ({ value }: FieldDisplayProps) => (
    <a href={`mailto:${asText(value)}`}>{asText(value)}</a>
  ),
  Cell: ({ value }: FieldDisplayProps) => <>{asText(value)}</>,
  width: 180,
  isSortable: true,
  text: asText,
  check: (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(asText(value).trim()) ? null : { key: "check.email" },
  operators: operators.text,
  switches: [encryption],
} satisfies FieldTypeDefinition;
