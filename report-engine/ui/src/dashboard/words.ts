import { type FieldMetadata, useWorkspace } from "@dougong/kit/api";
import type { AnswerDays } from "@dougong/kit/charts";
import { labelText } from "@dougong/kit/i18n";
import type { SharedFilter } from "./api.ts";

const yearOf = (day: string) => day.slice(0, 4);

/**
 * `2026-11-01 – 2026-11-30`, or the one day.
 *
 * @param at an instant; days of its year are written without the year
 */
export function periodText({ from, to }: AnswerDays, at?: string): string {
  const isPlain = at !== undefined && [from, to].every((day) => yearOf(day) === yearOf(at));
  const [first, last] = isPlain ? [from.slice(5), to.slice(5)] : [from, to];
  return first === last ? first : `${first} – ${last}`;
}

export interface NamedFilter {
  field: FieldMetadata;
  name: string;
}

/** The field of a shared filter and what people call it; records are called by their entity. */
export function useNamedFilter(filter: SharedFilter): NamedFilter | null {
  const { metadata } = useWorkspace();
  const entity = metadata.entity(filter.entity);
  const field = metadata.field(filter.entity, filter.field);
  if (!entity || !field) return null;
  const own = labelText(field.label, field.key);
  const ofEntity = labelText(entity.label, entity.key);
  return { field, name: filter.field === "id" ? ofEntity : `${ofEntity} · ${own}` };
}
