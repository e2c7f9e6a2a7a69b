import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

/** `+8613812345678` → `138 1234 5678`; other numbers as they are. */
export function shownPhone(number: string): string {
  const mobile = /^(?:\+86)?(1\d{2})(\d{4})(\d{4})$/.exec(number);
  return mobile ? mobile.slice(1).join(" ") : number;
}

/** As it is stored, where that is plain to see; all other numbers are left to the server. */
function stored(shown: string): string {
  const digits = shown.replace(/[\s-]/g, "");
  const [, mobile] = /^(?:\+86)?(1\d{10})$/.exec(digits) ?? [];
  return mobile ? `+86${mobile}` : shown;
}

const PhoneInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ type: "tel", inputMode: "tel" }} />
);

export default {
  id: "phone",
  Input: PhoneInput,
  Display: ({ value }: FieldDisplayProps) => (
    <a href={`tel:${asText(value).replace(/[^\d+]/g, "")}`}>{shownPhone(asText(value))}</a>
  ),
  Cell: ({ value }: FieldDisplayProps) => (
    <span className="dg-number">{shownPhone(asText(value))}</span>
  ),
  width: 140,
  isSortable: true,
  read: (json) => (typeof json === "string" ? shownPhone(json) : null),
  write: (value) => stored(asText(value)),
  text: (value) => shownPhone(asText(value)),
  check: (value) => {
    const digits = asText(value).replace(/\D/g, "").length;
    return digits < 5 || digits > 16 ? { key: "check.phone" } : null;
  },
  operators: operators.text,
} satisfies FieldTypeDefinition;
