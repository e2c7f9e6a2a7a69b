import { ApiProblem, parseJson, request, writeJson } from "@dougong/kit/api";
import type { Answer } from "@dougong/kit/charts";
import { useLanguage } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { WidgetAnswer } from "../dashboard/api.ts";
import type { ReportDocument } from "./model.ts";

const pauseMilliseconds = 300;
const unasked = new Set(["key", "label", "description", "chart", "drill", "formerKeys"]);

/** What a report asks, without how it is called and drawn. */
function queryOf(report: ReportDocument): string {
  const asked = Object.entries(report).filter(([part]) => !unasked.has(part));
  return writeJson(Object.fromEntries(asked));
}

export interface Preview {
  answer: WidgetAnswer | undefined;
  error: Error | null;
  isStale: boolean;
  retry: () => void;
}

/** The answer to a report as it is edited, with the rights of whoever edits it. */
export function usePreview(report: ReportDocument): Preview {
  const language = useLanguage();
  const asked = queryOf(report);
  const settled = useDebounced(asked, pauseMilliseconds);
  const found = useQuery({
    queryKey: ["design", "preview", settled, language],
    queryFn: ({ signal }) => ask(settled, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  return {
    answer: found.data,
    error: found.error,
    isStale: found.isPlaceholderData || asked !== settled,
    retry: () => void found.refetch(),
  };
}

/** What is wrong with a question stands in the place of its answer. */
async function ask(query: string, signal: AbortSignal): Promise<WidgetAnswer> {
  try {
    const body = parseJson(query);
    const answer = await request<Answer>("/api/query", { method: "POST", body, signal });
    return { widget: 0, answer };
  } catch (error) {
    if (error instanceof ApiProblem && error.entries.length > 0) {
      return { widget: 0, errors: error.entries };
    }
    throw error;
  }
}
