import { type Label, request } from "@dougong/kit/api";
import { useQueries, useQuery } from "@tanstack/react-query";
import { findStored } from "./documents.ts";
import type { ReportDocument } from "./model.ts";

export interface ReportName {
  key: string;
  label?: Label;
  /** Staff do not have it yet as it is. */
  hasDraft: boolean;
}

export const reportNamesKey = ["design", "reports"] as const;

/** All reports that there are, also those that only wait. */
export const useReportNames = () =>
  useQuery({
    queryKey: reportNamesKey,
    queryFn: async () => (await request<{ items: ReportName[] }>("/api/meta/report")).items,
    staleTime: 0,
  });

/** Reports as their drafts say them. */
export function useReportDocuments(keys: readonly string[]): ReadonlyMap<string, ReportDocument> {
  return useQueries({
    queries: [...new Set(keys)].map((key) => ({
      queryKey: ["design", "report-of-board", key],
      queryFn: () => findReport(key),
      staleTime: 0,
      refetchOnWindowFocus: false,
    })),
    combine: (found) =>
      new Map(found.flatMap(({ data }) => (data ? [[data.key, data] as const] : []))),
  });
}

export async function findReport(key: string): Promise<ReportDocument | null> {
  const stored = await findStored<ReportDocument>("report", key);
  return stored ? (stored.draft ?? stored.published) : null;
}
