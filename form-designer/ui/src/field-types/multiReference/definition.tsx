import {
  asLink,
  asList,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  RecordPicker,
  targetOf,
  useRecordSource,
  writeLinks,
} from "@dougong/kit/fields";
import { RecordAnchor } from "@dougong/kit/ui";

function MultiReferenceInput(props: FieldInputProps) {
  return <RecordPicker {...props} isMultiple source={useRecordSource(targetOf(props.field))} />;
}

const linksOf = (value: FieldDisplayProps["value"]) =>
  asList(value).flatMap((one) => asLink(one) ?? []);
const text = (value: FieldDisplayProps["value"]) =>
  linksOf(value)
    .map((link) => link.label)
    .join(", ");

function ReferenceLinks({ field, value }: FieldDisplayProps) {
  return (
    <span className="dg-chips">
      {linksOf(value).map((link) => (
        <RecordAnchor key={link.id} entity={targetOf(field)} id={link.id}>
          {link.label}
        </RecordAnchor>
      ))}
    </span>
  );
}

export default {
  id: "multiReference",
  Input: MultiReferenceInput,
  Display: ReferenceLinks,
  Cell: ({ value }: FieldDisplayProps) => <>{text(value)}</>,
  width: 200,
  write: writeLinks,
  text,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
