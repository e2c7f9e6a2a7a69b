import {
  asText,
  DateInput,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";
import { formatInstant } from "@dougong/kit/i18n";

const two = (number: number) => String(number).padStart(2, "0");

/** An instant as local ISO text to the minute, as inputs want it; kept whole until it is edited. */
export function toLocal(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Local text with the offset of this place at that time. */
export function toInstant(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const MomentInput = (props: FieldInputProps) => (
  <DateInput
    {...props}
    picks="dateTime"
    value={toLocal(asText(props.value)) || null}
    onChange={(local) => props.onChange(local === null ? null : toInstant(asText(local)))}
  />
);

export default {
  id: "dateTime",
  Input: MomentInput,
  width: 150,
  isSortable: true,
  text: (value) => formatInstant(asText(value)),
  operators: operators.dateTime,
} satisfies FieldTypeDefinition;
