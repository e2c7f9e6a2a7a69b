import {
  ChipLine,
  type FieldTypeDefinition,
  OptionChips,
  OptionPicker,
  operators,
  optionText,
} from "@dougong/kit/fields";

export default {
  id: "choice",
  Input: OptionPicker,
  Display: OptionChips,
  Cell: ChipLine,
  width: 110,
  isSortable: true,
  text: (value, field) => optionText(field, value),
  operators: operators.option,
} satisfies FieldTypeDefinition;
