import type { ComponentType } from "react";
import type { FieldMetadata, Metadata } from "../api/index.ts";
import type { FilterOperator } from "./filters.ts";
import type { PickSource, ValueReader } from "./pickSource.ts";
import type { FieldObject, FieldValue } from "./values.ts";

export type { FieldObject, FieldValue };

/** Messages below a field, by pointer relative to it: `""` is the field's own. */
export type FieldProblems = Readonly<Record<string, string>>;

export interface FieldInputProps {
  id: string;
  field: FieldMetadata;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  onBlur?: (() => void) | undefined;
  isInvalid?: boolean;
  isRequired?: boolean;
  isReadOnly?: boolean;
  describedBy?: string | undefined;
  /** For values with parts of their own (rows). */
  problems?: FieldProblems | undefined;
}

export interface FieldDisplayProps {
  field: FieldMetadata;
  value: FieldValue;
}

/** What is wrong with a value, as a key of the texts of namespace `fields` and its places. */
export interface ValueProblem {
  key: string;
  places?: Record<string, string | number>;
}

/** The switch of the types whose values may be stored under seal. */
export const encryption = { option: "encrypted", label: { zh: "加密", en: "Encrypted" } };

/** How one type of field looks and behaves in the browser; one folder each, found by glob. */
export interface FieldTypeDefinition {
  id: string;
  Input: ComponentType<FieldInputProps>;
  /** On the record page; the plain text when absent. */
  Display?: ComponentType<FieldDisplayProps>;
  /** In lists and cards; `Display` when absent. */
  Cell?: ComponentType<FieldDisplayProps>;
  /** Never entered by people. */
  isComputed?: boolean;
  /** Reads, aligns, sorts and filters like the field that its result is. */
  looksLikeResult?: boolean;
  /** Its files are pictures, which can be shown large. */
  holdsPictures?: boolean;
  /** Needs the whole width of a form. */
  isWide?: boolean;
  /** Its input is a group of controls, so the label is no `<label for>`. */
  isGroup?: boolean;
  alignsEnd?: boolean;
  width?: number;
  isSortable?: boolean;
  /** From the server's JSON; `plainValue` when absent. */
  read?: (json: unknown, field: FieldMetadata) => FieldValue;
  /** To the server's JSON; the value itself when absent. */
  write?: (value: FieldValue, field: FieldMetadata) => unknown;
  /** Like `read`, for values that hold other fields' values. */
  readInner?: (
    json: unknown,
    field: FieldMetadata,
    read: (json: unknown, inner: FieldMetadata) => FieldValue,
  ) => FieldValue;
  /** Like `write`, for values that hold other fields' values; computed ones are left out. */
  writeInner?: (
    value: FieldValue,
    field: FieldMetadata,
    write: (value: FieldValue, inner: FieldMetadata) => unknown,
    isComputed: (inner: FieldMetadata) => boolean,
  ) => unknown;
  text: (value: FieldValue, field: FieldMetadata) => string;
  check?: (value: FieldValue, field: FieldMetadata) => ValueProblem | null;
  operators?: readonly FilterOperator[];
  /** Options that are on or off, which designers of forms offer. */
  switches?: readonly { option: string; label: { zh: string; en: string } }[];
  /** Where filters find the records, people or units that values point to. */
  pickSource?: (field: FieldMetadata, metadata: Metadata, types: ValueReader) => PickSource;
}
