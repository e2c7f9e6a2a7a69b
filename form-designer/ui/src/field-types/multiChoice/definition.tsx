import {
  asList,
  ChipLine,
  type FieldTypeDefinition,
  OptionChips,
  OptionToggles,
  operators,
  optionText,
} from "@dougong/kit/fields";

export default {
  id: "multiChoice",
  Input: OptionToggles,
  Display: OptionChips,
  Cell: ChipLine,
  isWide: true,
  isGroup: true,
  width: 200,
  text: (value, field) =>
    asList(value)
      .map((one) => optionText(field, one))
      .join(", "),
  operators: operators.optionList,
} satisfies FieldTypeDefinition;
