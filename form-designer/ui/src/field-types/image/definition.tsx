import {
  type FieldInputProps,
  type FieldTypeDefinition,
  FileInput,
  fileNames,
  ImageRow,
  operators,
} from "@dougong/kit/fields";

const ImageInput = (props: FieldInputProps) => <FileInput {...props} accept="image/*" />;

export default {
  id: "image",
  Input: ImageInput,
  Display: ImageRow,
  Cell: ({ value }) => <>{fileNames(value)}</>,
  holdsPictures: true,
  isWide: true,
  width: 120,
  text: fileNames,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
