import { labelText } from "../../i18n/index.ts";
import type { FieldInputProps } from "../definition.ts";
import "./SwitchInput.css";

export function SwitchInput(props: FieldInputProps) {
  return (
    <span className="dg-switch">
      <input
        type="checkbox"
        role="switch"
        id={props.id}
        checked={props.value === true}
        aria-checked={props.value === true}
        disabled={props.isReadOnly}
        aria-label={labelText(props.field.label, props.field.key)}
        aria-describedby={props.describedBy}
        onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.target.checked)}
      />
    </span>
  );
}
