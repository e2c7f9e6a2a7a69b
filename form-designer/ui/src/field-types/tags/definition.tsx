import {
  asList,
  ChipLine,
  type FieldInputProps,
  type FieldTypeDefinition,
  OptionChips,
  OptionToggles,
  operators,
  optionsOf,
  optionText,
  TagInput,
} from "@dougong/kit/fields";

/** Free words; only where a list of words is given and no others are taken, these are offered. */
function TagsInput(props: FieldInputProps) {
  const isClosed = optionsOf(props.field).length > 0 && props.field["free"] === false;
  return isClosed ? <OptionToggles {...props} /> : <TagInput {...props} />;
}

export default {
  id: "tags",
  Input: TagsInput,
  Display: OptionChips,
  Cell: ChipLine,
  width: 200,
  text: (value, field) =>
    asList(value)
      .map((one) => optionText(field, one))
      .join(", "),
  operators: operators.tagList,
} satisfies FieldTypeDefinition;
