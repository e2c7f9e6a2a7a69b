import {
  asText,
  encryption,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

/** Area codes of fixed lines: of two digits in the largest cities, else of three. */
const areas = "10|2\\d|[3-9]\\d{2}";
const storedLine = new RegExp(`^\\+86(${areas})(\\d{3,4})(\\d{4})$`);
const shownLine = new RegExp(`^0(${areas})(\\d{7,8})$`);

/**
 * `+8613812345678` → `138 1234 5678`, `+862186101517` → `021-8610 1517`; other numbers as they are.
 */
export function shownPhone(number: string): string {
  const mobile = /^(?:\+86)?(1\d{2})(\d{4})(\d{4})$/.exec(number);
  if (mobile) return mobile.slice(1).join(" ");
  const [, area, first, last] = storedLine.exec(number) ?? [];
  return area ? `0${area}-${first} ${last}` : number;
}

/** As it is stored, where that is plain to see; all other numbers are left to the server. */
function stored(shown: string): string {
  const digits = shown.replace(/[\s-]/g, "");
  const [, mobile] = /^(?:\+86)?(1\d{10})$/.exec(digits) ?? [];
  if (mobile) return `+86${mobile}`;
  const [, area, line] = shownLine.exec(digits) ?? [];
  return area ? `+86${area}${line}` : shown;
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
  switches: [encryption],
} satisfies FieldTypeDefinition;
