import { type EntityMetadata, type ListQuery, recordKeys, request } from "@dougong/kit/api";
import { type FieldValue, useFieldTypes } from "@dougong/kit/fields";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BoardPlan } from "./columns.ts";

export interface ColumnCount {
  count: number;
  sums: { key: string; text: string }[];
}

interface Answer {
  rows: Record<string, unknown>[];
}

export const countKey = (entity: string) => [...recordKeys.entity(entity), "board"] as const;

/**
 * How many records each column has and what they sum up to, by its key; computed by the server over
 * all of them. Undefined while that is not known, and while words are searched for.
 */
export function useCounts(entity: EntityMetadata, plan: BoardPlan, query: ListQuery) {
  const types = useFieldTypes();
  const body = {
    entity: entity.key,
    dimensions: [{ key: "column", field: plan.field.key }],
    measures: [
      { key: "count", aggregate: "count" },
      ...plan.sums.map((field, at) => ({
        key: `sum${at}`,
        aggregate: "sum",
        expression: field.key,
      })),
    ],
    ...(query.filter ? { filter: query.filter } : {}),
    totals: false,
  };
  const counts = useQuery({
    queryKey: [...countKey(entity.key), body],
    queryFn: ({ signal }) =>
      request<Answer>("/api/query", { method: "POST", body, ...(signal ? { signal } : {}) }),
    enabled: !query.q,
    placeholderData: keepPreviousData,
  });
  if (query.q || !counts.data) return undefined;
  const found = new Map<string, ColumnCount>();
  for (const row of counts.data.rows) {
    const sums = plan.sums.map((field, at) => {
      const value: FieldValue = types.read(row[`sum${at}`], field);
      return { key: field.key, text: value === null ? "" : types.text(value, field) };
    });
    found.set(typeof row["column"] === "string" ? row["column"] : "", {
      count: Number(row["count"]),
      sums: sums.filter(({ text }) => text !== ""),
    });
  }
  return found;
}
