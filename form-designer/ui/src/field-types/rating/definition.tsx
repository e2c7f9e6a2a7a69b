import type { FieldMetadata } from "@dougong/kit/api";
import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  readNumber,
  writeNumber,
} from "@dougong/kit/fields";
import "./rating.css";

const maxOf = (field: FieldMetadata) => (typeof field["max"] === "number" ? field["max"] : 5);

function Stars({ value, field }: FieldDisplayProps) {
  const stars = Math.round(Number(asText(value)));
  return (
    <span className="dg-stars" role="img" aria-label={`${asText(value)}/${maxOf(field)}`}>
      {"★".repeat(Math.max(0, Math.min(stars, maxOf(field))))}
      <span className="dg-stars-rest">{"★".repeat(Math.max(0, maxOf(field) - stars))}</span>
    </span>
  );
}

function StarInput(props: FieldInputProps) {
  const given = Number(asText(props.value) || "0");
  return (
    <div
      id={props.id}
      role="radiogroup"
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      className="dg-star-input"
      onBlur={props.onBlur}
    >
      {Array.from({ length: maxOf(props.field) }, (_, place) => place + 1).map((star) => (
        <label key={star} className={star <= given ? "dg-star dg-star-on" : "dg-star"}>
          <input
            type="radio"
            name={props.id}
            checked={given === star}
            disabled={props.isReadOnly}
            aria-label={String(star)}
            onChange={() => props.onChange(String(star))}
            onClick={() => {
              if (given === star && !props.isRequired) props.onChange(null);
            }}
          />
          <span aria-hidden>★</span>
        </label>
      ))}
    </div>
  );
}

export default {
  id: "rating",
  Input: StarInput,
  Display: Stars,
  isGroup: true,
  width: 120,
  isSortable: true,
  read: readNumber,
  write: writeNumber,
  text: asText,
  operators: operators.number,
} satisfies FieldTypeDefinition;
