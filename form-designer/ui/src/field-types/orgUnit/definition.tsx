import {
  asLink,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  orgUnitSource,
  RecordPicker,
  writeLink,
} from "@dougong/kit/fields";

const OrgUnitInput = (props: FieldInputProps) => <RecordPicker {...props} source={orgUnitSource} />;

export default {
  id: "orgUnit",
  Input: OrgUnitInput,
  Display: ({ value }) => <>{asLink(value)?.label}</>,
  width: 140,
  isSortable: true,
  write: writeLink,
  text: (value) => asLink(value)?.label ?? "",
  operators: operators.orgUnit,
  pickSource: () => orgUnitSource,
} satisfies FieldTypeDefinition;
