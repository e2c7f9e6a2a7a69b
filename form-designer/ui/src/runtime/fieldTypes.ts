import { asText, type FieldTypeDefinition, FieldTypes, TypedInput } from "@dougong/kit/fields";

const found = import.meta.glob<FieldTypeDefinition>("../field-types/*/definition.tsx", {
  eager: true,
  import: "default",
});

/** A type that this build does not know: shown as text, never edited. */
const unknownType: FieldTypeDefinition = {
  id: "unknown",
  Input: TypedInput,
  isComputed: true,
  text: asText,
};

export const fieldTypes = new FieldTypes(Object.values(found), unknownType);
