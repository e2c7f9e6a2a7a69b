import type { ComponentType } from "react";
import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  isMask,
  plainValue,
} from "../fields/index.ts";
import { MaskedDisplay, MaskedInput } from "./MaskedParts.tsx";

const MaskedCell = ({ value }: FieldDisplayProps) => <span>{asText(value)}</span>;

const maskedInput = (Input: ComponentType<FieldInputProps>) => (props: FieldInputProps) => (
  <MaskedInput {...props} Input={Input} />
);

/** A type as who sees masks only has it: neither sorted nor filtered by, and not edited in part. */
export function maskedType(type: FieldTypeDefinition): FieldTypeDefinition {
  return {
    id: type.id,
    Input: maskedInput(type.Input),
    Display: MaskedDisplay,
    Cell: MaskedCell,
    ...(type.isGroup === undefined ? {} : { isGroup: type.isGroup }),
    isSortable: false,
    operators: [],
    ...(type.isWide === undefined ? {} : { isWide: type.isWide }),
    ...(type.width === undefined ? {} : { width: type.width }),
    read: plainValue,
    write: (value, field) => (isMask(value) || !type.write ? value : type.write(value, field)),
    text: (value) => asText(value),
    check: (value, field) => (isMask(value) ? null : (type.check?.(value, field) ?? null)),
  };
}
