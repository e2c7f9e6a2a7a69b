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
  /** Values that were entered before and are not saved yet, over what is stored. */
  entered?: FieldObject | undefined;
  /** Gets the values as the server takes them, and all as they stand in the form. */
  save: (
    values: Record<string, unknown>,
    version: number | null,
    entered: FieldObject,
  ) => Promise<RecordJson>;
  reload?: () => Promise<RecordJson>;
  onSaved: (record: RecordJson, goesOn: boolean) => void;
  /** Absent where there is nowhere to go back to. */
  onCancel?: (() => void) | undefined;
  onDirty: (isDirty: boolean) => void;
  canGoOn?: boolean;
  /** Nothing that is typed is kept on the device: a trial, or somebody at a device of many. */
  isTrial?: boolean;
  /** What the button says that saves. */
  saveText?: string | undefined;
  /** Lets pickers make the record that they do not find. */
  Creator?: ComponentType<RecordCreatorProps>;
}
