import type { FieldMetadata } from "../api/index.ts";
import type { FieldValue } from "./values.ts";

/** Reads and words values by their types; the registry of field types is one. */
export interface ValueReader {
  read: (json: unknown, field: FieldMetadata) => FieldValue;
  text: (value: FieldValue, field: FieldMetadata) => string;
}

export interface PickOption {
  id: string;
  label: string;
  note: string;
}

/** Where a picker finds what may be chosen, and what an id is called. */
export interface PickSource {
  key: string;
  name: string;
  search: (words: string, signal?: AbortSignal) => Promise<PickOption[]>;
  label: (id: string) => Promise<string>;
  /** Entity of which the reader may create records here. */
  creates?: string;
}
