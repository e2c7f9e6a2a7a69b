import { ApiProblem, problemText } from "@dougong/kit/api";

/** What the server says is wrong and what to do, or other words where it says nothing. */
export function problemWords(error: unknown, otherwise: string): string {
  if (!(error instanceof ApiProblem)) return otherwise;
  return error.entries.map(problemText).filter(Boolean).join(" ") || error.message || otherwise;
}
