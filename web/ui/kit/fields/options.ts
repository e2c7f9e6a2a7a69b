import type { FieldMetadata, OptionMetadata } from "../api/index.ts";
import { labelText } from "../i18n/index.ts";
import type { FieldValue } from "./definition.ts";
import { asText } from "./values.ts";

export const optionsOf = (field: FieldMetadata): OptionMetadata[] =>
  field.options ?? field.stages ?? [];

export function optionOf(field: FieldMetadata, value: FieldValue): OptionMetadata | undefined {
  return optionsOf(field).find((option) => option.value === value);
}

/** The option's label; a value that is no option any more shows itself. */
export function optionText(field: FieldMetadata, value: FieldValue): string {
  const text = asText(value);
  return labelText(optionOf(field, value)?.label, text);
}

const stageColors: Record<string, string> = { won: "green", lost: "gray" };

export function optionColor(field: FieldMetadata, value: FieldValue): string | undefined {
  const option = optionOf(field, value);
  return option?.color ?? (option?.kind ? stageColors[option.kind] : undefined);
}

/** Options that may still be chosen, and the one that is. */
export function choosableOptions(field: FieldMetadata, value: FieldValue): OptionMetadata[] {
  return optionsOf(field).filter((option) => !option.archived || option.value === value);
}
