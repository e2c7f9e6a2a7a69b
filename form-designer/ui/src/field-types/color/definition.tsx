import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";
import "./color.css";

const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

function Swatch({ value }: FieldDisplayProps) {
  const color = asText(value);
  return (
    <span className="dg-swatch">
      {isColor(color) && <span style={{ background: color }} aria-hidden />}
      {color}
    </span>
  );
}

function ColorInput(props: FieldInputProps) {
  const color = asText(props.value);
  return (
    <div className="dg-color-input">
      <input
        type="color"
        aria-label="#"
        value={isColor(color) ? color : "#888888"}
        disabled={props.isReadOnly}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <TypedInput {...props} attributes={{ placeholder: "#0958d9", maxLength: 7 }} />
    </div>
  );
}

export default {
  id: "color",
  Input: ColorInput,
  Display: Swatch,
  width: 110,
  text: asText,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
