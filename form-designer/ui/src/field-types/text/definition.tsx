import {
  asText,
  checkLength,
  encryption,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  ScanInput,
  TypedInput,
} from "@dougong/kit/fields";

/** Numbers that stand on boxes and labels as codes may be read by the camera. */
const TextTypeInput = (props: FieldInputProps) =>
  props.field["scan"] === true ? <ScanInput {...props} /> : <TypedInput {...props} />;

export default {
  id: "text",
  Input: TextTypeInput,
  width: 160,
  isSortable: true,
  text: asText,
  check: (value, field) => checkLength(value, field, 200),
  operators: operators.text,
  switches: [
    { option: "scan", label: { zh: "可以用相机扫码", en: "The camera may read it" } },
    encryption,
  ],
} satisfies FieldTypeDefinition;
