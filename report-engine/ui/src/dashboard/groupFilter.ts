import type { Metadata } from "@dougong/kit/api";
import type { AnswerColumn, Cell } from "@dougong/kit/charts";
import type { Choice, SharedFilter } from "./api.ts";

/** The choice of a shared filter that lets through what a group is named by; null without one. */
export function filterOfGroup(
  column: AnswerColumn,
  value: Cell,
  filters: readonly SharedFilter[],
  metadata: Metadata,
): Choice | null {
  if (column.role !== "dimension" || column.bucket || !column.entity || !column.field) return null;
  const field = metadata.field(column.entity, column.field);
  const target = field?.target ?? field?.entity;
  const filter = filters.find(
    (one) =>
      (one.entity === column.entity && one.field === column.field) ||
      (one.entity === target && one.field === "id"),
  );
  if (!filter) return null;
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return { ...filter, values: [value] };
  }
  const id = typeof value === "object" && "id" in value ? value.id : undefined;
  return typeof id === "string" ? { ...filter, values: [id] } : null;
}
