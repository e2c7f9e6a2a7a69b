import type { EntityMetadata, FieldMetadata, OptionMetadata } from "../api/index.ts";
import { labelText } from "../i18n/index.ts";
import { optionsOf, optionText } from "./options.ts";
import type { FieldTypes } from "./registry.tsx";
import { isBlank } from "./values.ts";

/** What is done, and what comes next, at the stage of a record. */
export interface Guide {
  /** The field of the stages. */
  field: FieldMetadata;
  stage: string;
  /** The next step in words; empty where none is said. */
  next: string;
  checks: { value: string; label: string; isDone: boolean }[];
  /** Fields that are filled in before the stage is left; those that still lack a value. */
  required: number;
  missing: FieldMetadata[];
  checklist: FieldMetadata | undefined;
}

const saysSomething = (stage: OptionMetadata) =>
  stage.next !== undefined || stage.required !== undefined || stage.checks !== undefined;

/** The fields that a guide of this field reads, as far as the reader may see them. */
export function guideFields(field: FieldMetadata): string[] {
  if (!(field.stages ?? []).some(saysSomething)) return [];
  return [
    ...(field.checklist === undefined ? [] : [field.checklist]),
    ...(field.stages ?? []).flatMap((stage) => stage.required ?? []),
  ];
}

/** The guide of the stage that the record is in, or null where the stage says nothing. */
export function guideOf(
  entity: EntityMetadata,
  field: FieldMetadata,
  record: Readonly<Record<string, unknown>>,
  types: FieldTypes,
): Guide | null {
  const value = types.read(record[field.key], field);
  const stage = field.stages?.find((one) => one.value === value);
  if (!stage || !saysSomething(stage)) return null;
  const find = (key: string | undefined) => entity.fields.find((one) => one.key === key);
  const checklist = find(field.checklist);
  const done = checklist ? types.read(record[checklist.key], checklist) : null;
  const required = (stage.required ?? []).flatMap((key) => find(key) ?? []);
  return {
    field,
    stage: optionText(field, value),
    next: labelText(stage.next),
    checks: checklist
      ? (stage.checks ?? []).map((check) => ({
          value: check,
          label: labelText(optionsOf(checklist).find((one) => one.value === check)?.label, check),
          isDone: Array.isArray(done) && done.includes(check),
        }))
      : [],
    required: required.length,
    missing: required.filter((one) => isBlank(types.read(record[one.key], one))),
    checklist,
  };
}

/**
 * The guide of a stage, also of one that says nothing while the record is under way and the reader
 * may take it on.
 */
export function standingOf(
  entity: EntityMetadata,
  field: FieldMetadata,
  record: Readonly<Record<string, unknown>>,
  types: FieldTypes,
): Guide | null {
  const guide = guideOf(entity, field, record, types);
  if (guide || !mayWrite(entity, field)) return guide;
  const value = types.read(record[field.key], field);
  const stage = field.stages?.find((one) => one.value === value);
  if (!stage || isClosed(stage)) return null;
  return {
    field,
    stage: optionText(field, value),
    next: "",
    checks: [],
    required: 0,
    missing: [],
    checklist: undefined,
  };
}

/** Whether a record at the stage has come to its end. */
export const isClosed = ({ kind }: { kind?: string | undefined }): boolean =>
  kind === "won" || kind === "lost";

/** Whether the reader may write a field of the entity, as far as no single record counts. */
export const mayWrite = (entity: EntityMetadata, field: FieldMetadata): boolean =>
  entity.rights?.update !== false && field.right !== "read" && !field.readOnly;

/** How much of what a stage asks for is done. */
export function guideProgress(guide: Guide): { done: number; of: number } {
  const done = guide.checks.filter((check) => check.isDone).length;
  return {
    done: done + guide.required - guide.missing.length,
    of: guide.checks.length + guide.required,
  };
}
