import {
  asList,
  asText,
  ChipLine,
  type FieldTypeDefinition,
  OptionChips,
  operators,
  TagInput,
} from "@dougong/kit/fields";

export default {
  id: "tags",
  Input: TagInput,
  Display: OptionChips,
  Cell: ChipLine,
  width: 200,
  text: (value) => asList(value).map(asText).join(", "),
  operators: operators.tagList,
} satisfies FieldTypeDefinition;
