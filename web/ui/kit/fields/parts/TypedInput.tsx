import type { ComponentProps } from "react";
import { TextInput } from "../../ui/index.ts";
import type { FieldInputProps } from "../definition.ts";
import { asText } from "../values.ts";

type InputAttributes = Pick<
  ComponentProps<"input">,
  | "type"
  | "inputMode"
  | "autoComplete"
  | "maxLength"
  | "placeholder"
  | "step"
  | "pattern"
  | "onKeyDown"
  | "aria-keyshortcuts"
>;

/** One line of text in its field's clothes; the soft keyboard follows `inputMode`. */
export function TypedInput(
  props: FieldInputProps & { attributes?: InputAttributes; unit?: string },
) {
  const { attributes = {}, unit } = props;
  const input = (
    <TextInput
      autoComplete="off"
      {...attributes}
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
  if (!unit) return input;
  return (
    <span className="dg-input-unit">
      {input}
      <span aria-hidden>{unit}</span>
    </span>
  );
}
