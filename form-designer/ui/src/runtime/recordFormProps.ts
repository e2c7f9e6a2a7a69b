import type { EntityMetadata, FormRuleMetadata, RecordJson } from "@dougong/kit/api";
import type { FieldObject, RecordCreatorProps } from "@dougong/kit/fields";
import type { ComponentType } from "react";
import type { Section } from "./layout.ts";

export interface RecordFormProps {
  entity: EntityMetadata;
  sections: Section[];
  /** Linkage rules of the form that the sections are of. */
  rules?: FormRuleMetadata[] | undefined;
  /** The record to edit; null for a new one. */
  record: RecordJson | null;
  /** Values of a new record, over the defaults. */
  initial?: FieldObject;
  save: (values: Record<string, unknown>, version: number | null) => Promise<RecordJson>;
  reload?: () => Promise<RecordJson>;
  onSaved: (record: RecordJson, goesOn: boolean) => void;
  onCancel: () => void;
  onDirty: (isDirty: boolean) => void;
  canGoOn?: boolean;
  /** Filled in to see how it works: nothing is kept on the device. */
  isTrial?: boolean;
  /** Lets pickers make the record that they do not find. */
  Creator?: ComponentType<RecordCreatorProps>;
}
