import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

const isWebAddress = (text: string) => /^https?:\/\/[^\s]+$/i.test(text);
const UrlInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ type: "url", inputMode: "url" }} />
);

function WebLink({ value }: FieldDisplayProps) {
  const address = asText(value);
  if (!isWebAddress(address)) return <>{address}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address.replace(/^https?:\/\//i, "")}
    </a>
  );
}

export default {
  id: "url",
  Input: UrlInput,
  Display: WebLink,
  Cell: ({ value }: FieldDisplayProps) => <>{asText(value)}</>,
  width: 180,
  text: asText,
  check: (value) => (isWebAddress(asText(value).trim()) ? null : { key: "check.url" }),
  operators: operators.text,
} satisfies FieldTypeDefinition;
