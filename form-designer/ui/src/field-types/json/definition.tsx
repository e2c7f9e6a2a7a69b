import { parseJson, writeJson } from "@dougong/kit/api";
import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";
import { TextArea } from "@dougong/kit/ui";

/** The value is the JSON's own text, so that nothing of it is lost on the way. */
function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

function JsonInput(props: FieldInputProps) {
  return (
    <TextArea
      id={props.id}
      className="dg-code"
      rows={5}
      spellCheck={false}
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
  id: "json",
  Input: JsonInput,
  Display: ({ value }: FieldDisplayProps) => <pre className="dg-code">{asText(value)}</pre>,
  Cell: ({ value }: FieldDisplayProps) => (
    <code>{asText(value).replace(/\s+/g, " ").slice(0, 80)}</code>
  ),
  isWide: true,
  width: 200,
  read: (json) => writeJson(json),
  write: (value) => (isJson(asText(value)) ? parseJson(asText(value)) : value),
  text: asText,
  check: (value) => (isJson(asText(value)) ? null : { key: "check.json" }),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
