import type { Label } from "@dougong/kit/api";
import { isClosed, operators } from "@dougong/kit/fields";
import { fieldTypes } from "../runtime/fieldTypes.ts";
import { type Draft, type FieldDocument, freeValue, setOption } from "./model.ts";

/** A stage as the document of its field says it. */
export interface StageDocument {
  value: string;
  label?: Label;
  kind?: string;
  next?: { zh?: string; en?: string };
  required?: string[];
  checks?: string[];
}

export const stagesOf = (field: FieldDocument): StageDocument[] =>
  Array.isArray(field["stages"]) ? (field["stages"] as unknown as StageDocument[]) : [];

/** Fields of several choices: their values can be what is done. */
export const checklistFields = (draft: Draft): FieldDocument[] =>
  draft.entity.fields.filter(
    (field) => Array.isArray(field["options"]) && fieldTypes.of(field).isSortable !== true,
  );

/** Fields in which somebody can say why something is left out. */
export const reasonFields = (draft: Draft): FieldDocument[] =>
  draft.entity.fields.filter((field) => {
    const type = fieldTypes.of(field);
    return type.operators === operators.text && type.isComputed !== true;
  });

/** Fields that people fill in, which a stage can ask for. */
export const enteredFields = (draft: Draft, stages: FieldDocument): FieldDocument[] =>
  draft.entity.fields.filter(
    (field) => field.key !== stages.key && fieldTypes.of(field).isComputed !== true,
  );

/** Changes a stage; what is empty then is left out of the document. */
export function setStage(
  draft: Draft,
  field: FieldDocument,
  value: string,
  change: Partial<StageDocument>,
): Draft {
  const stages = stagesOf(field).map((stage) => {
    if (stage.value !== value) return stage;
    const { next, required, checks, ...rest } = { ...stage, ...change };
    const words = Object.entries(next ?? {}).filter(([, text]) => text.trim() !== "");
    return {
      ...rest,
      ...(words.length > 0 ? { next: Object.fromEntries(words) } : {}),
      ...(required && required.length > 0 ? { required } : {}),
      ...(checks && checks.length > 0 ? { checks } : {}),
    };
  });
  return setOption(draft, field.key, "stages", stages);
}

/** Names another field for what is done; checks that it does not have are left out. */
export function setChecklist(draft: Draft, field: FieldDocument, key: string): Draft {
  const known = new Set(
    key === ""
      ? []
      : checklistFields(draft)
          .filter((one) => one.key === key)
          .flatMap((one) => one["options"] as unknown as { value: string }[])
          .map((option) => option.value),
  );
  let next = setOption(draft, field.key, "checklist", key === "" ? undefined : key);
  for (const stage of stagesOf(field)) {
    const now = next.entity.fields.find((one) => one.key === field.key);
    const checks = (stage.checks ?? []).filter((check) => known.has(check));
    if (now) next = setStage(next, now, stage.value, { checks });
  }
  return next;
}

const setStages = (draft: Draft, field: FieldDocument, stages: StageDocument[]): Draft =>
  setOption(draft, field.key, "stages", stages);

/** A new stage behind the open ones, before those that end the way. */
export function addStage(draft: Draft, field: FieldDocument, label: string): Draft {
  const stages = stagesOf(field);
  const value = freeValue("", new Set(stages.map((stage) => stage.value)), "stage");
  const end = stages.findIndex(isClosed);
  const place = end < 0 ? stages.length : end;
  return setStages(draft, field, [
    ...stages.slice(0, place),
    { value, label: { zh: label } },
    ...stages.slice(place),
  ]);
}

/** Takes a stage out; which records stand there is asked for when it is published. */
export const removeStage = (draft: Draft, field: FieldDocument, value: string): Draft =>
  setStages(
    draft,
    field,
    stagesOf(field).filter((stage) => stage.value !== value),
  );

/** Moves a stage by one place, `-1` forwards; at the end nothing happens. */
export function moveStage(draft: Draft, field: FieldDocument, value: string, by: -1 | 1): Draft {
  const stages = [...stagesOf(field)];
  const at = stages.findIndex((stage) => stage.value === value);
  const [moved] = stages.splice(at, 1);
  if (moved === undefined || at + by < 0 || at + by > stages.length) return draft;
  stages.splice(at + by, 0, moved);
  return setStages(draft, field, stages);
}
