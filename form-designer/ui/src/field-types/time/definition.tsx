import {
  asText,
  DateInput,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";

const TimeInput = (props: FieldInputProps) => <DateInput {...props} picks="time" />;

export default {
  id: "time",
  Input: TimeInput,
  width: 90,
  isSortable: true,
  read: (json) => (typeof json === "string" ? json.slice(0, 5) : null),
  write: (value) => (typeof value === "string" && value.length === 5 ? `${value}:00` : value),
  text: (value) => asText(value).slice(0, 5),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
