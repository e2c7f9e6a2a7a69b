import {
  asLink,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  RecordPicker,
  userSource,
  writeLink,
} from "@dougong/kit/fields";

const UserInput = (props: FieldInputProps) => <RecordPicker {...props} source={userSource} />;

export default {
  id: "user",
  Input: UserInput,
  Display: ({ value }) => <>{asLink(value)?.label}</>,
  width: 110,
  isSortable: true,
  write: writeLink,
  text: (value) => asLink(value)?.label ?? "",
  operators: operators.user,
  pickSource: () => userSource,
} satisfies FieldTypeDefinition;
