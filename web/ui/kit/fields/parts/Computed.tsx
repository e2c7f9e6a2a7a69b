import { resultField } from "../computed.ts";
import type { FieldDisplayProps, FieldInputProps, FieldTypeDefinition } from "../definition.ts";
import { FieldDisplay } from "../registry.tsx";
import { asText } from "../values.ts";
import "./Computed.css";

const ComputedDisplay = ({ field, value }: FieldDisplayProps) => (
  <FieldDisplay field={resultField(field)} value={value} />
);
const ComputedCell = ({ field, value }: FieldDisplayProps) => (
  <FieldDisplay field={resultField(field)} value={value} isShort />
);
const ComputedOutput = ({ id, field, value }: FieldInputProps) => (
  <output id={id} className="dg-output">
    <FieldDisplay field={resultField(field)} value={value} />
  </output>
);

/** A type that people never enter, and that looks like its result. */
export function computedFieldType(id: string): FieldTypeDefinition {
  return {
    id,
    Input: ComputedOutput,
    Display: ComputedDisplay,
    Cell: ComputedCell,
    isComputed: true,
    looksLikeResult: true,
    text: asText,
  };
}
