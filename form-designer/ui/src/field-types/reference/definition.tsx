import {
  asLink,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  RecordPicker,
  recordSource,
  targetOf,
  useRecordSource,
  writeLink,
} from "@dougong/kit/fields";
import { RecordAnchor } from "@dougong/kit/ui";

function ReferenceInput(props: FieldInputProps) {
  return <RecordPicker {...props} source={useRecordSource(targetOf(props.field))} />;
}

function ReferenceLink({ field, value }: FieldDisplayProps) {
  const link = asLink(value);
  if (!link) return null;
  return (
    <RecordAnchor entity={targetOf(field)} id={link.id}>
      {link.label}
    </RecordAnchor>
  );
}

export default {
  id: "reference",
  Input: ReferenceInput,
  Display: ReferenceLink,
  Cell: ({ value }: FieldDisplayProps) => <>{asLink(value)?.label}</>,
  width: 160,
  isSortable: true,
  write: writeLink,
  text: (value) => asLink(value)?.label ?? "",
  operators: operators.reference,
  pickSource: (field, metadata, types) => recordSource(targetOf(field), metadata, types),
} satisfies FieldTypeDefinition;
