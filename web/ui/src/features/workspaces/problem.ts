import { ApiProblem, problemText, type ProblemEntry } from "@dougong/kit/api";

/** What the server says is wrong and what to do, or other words where it says nothing. */
export function wordsOf(error: unknown, otherwise: string): string {
  if (!(error instanceof ApiProblem)) return otherwise;
  const texts = error.entries.map(problemText).filter(Boolean);
  return texts.join(" ") || error.message || otherwise;
}

/** The field of a form in which a problem is, or an empty text. */
export const fieldOf = ({ pointer }: ProblemEntry): string => pointer?.split("/")[1] ?? "";
