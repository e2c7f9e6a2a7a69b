import {
  asText,
  DateInput,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";
import { formatDate } from "@dougong/kit/i18n";

const DayInput = (props: FieldInputProps) => <DateInput {...props} picks="date" />;

export default {
  id: "date",
  Input: DayInput,
  width: 120,
  isSortable: true,
  text: (value) => formatDate(asText(value)),
  operators: operators.date,
} satisfies FieldTypeDefinition;
