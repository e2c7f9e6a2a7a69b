import {
  asText,
  checkLength,
  encryption,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";
import { TextArea } from "@dougong/kit/ui";

function LongTextInput(props: FieldInputProps) {
  return (
    <TextArea
      id={props.id}
      value={asText(props.value)}
      readOnly={props.isReadOnly}
      aria-invalid={props.isInvalid}
      aria-required={props.isRequired}
      aria-describedby={props.describedBy}
      onBlur={props.onBlur}
      onChange={(event) => props.onChange(event.target.value === "" ? null : event.target.value)}
    />
  );
}

export default {
  id: "longText",
  Input: LongTextInput,
  Display: ({ value }) => <span style={{ whiteSpace: "pre-wrap" }}>{asText(value)}</span>,
  Cell: ({ value }) => <>{asText(value).replace(/\s+/g, " ").slice(0, 120)}</>,
  isWide: true,
  width: 240,
  text: asText,
  check: (value, field) => checkLength(value, field, 20_000),
  operators: operators.text,
  switches: [encryption],
} satisfies FieldTypeDefinition;
