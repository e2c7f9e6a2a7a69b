import { ApiProblem, problemText } from "@dougong/kit/api";

/** What the server says is wrong and what to do, or other words where it says nothing. */
export function wordsOf(error: unknown, otherwise: string): string {
  if (!(error instanceof ApiProblem)) return otherwise;
  const texts = error.entries.map(problemText).filter(Boolean);
  return texts.join(" ") || error.message || otherwise;
}
