import {
  FileDisplay,
  FileInput,
  type FieldTypeDefinition,
  fileNames,
  operators,
} from "@dougong/kit/fields";

export default {
  id: "file",
  Input: FileInput,
  Display: FileDisplay,
  Cell: ({ value }) => <>{fileNames(value)}</>,
  isWide: true,
  width: 160,
  text: fileNames,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
