import { ApiProblem, problemText } from "@dougong/kit/api";
import { showToast } from "@dougong/kit/ui";

/** What the server says is wrong and what to do, or other words where it says nothing. */
export function wordsOf(error: unknown, otherwise: string): string {
  if (!(error instanceof ApiProblem)) return otherwise;
  const texts = error.entries.map(problemText).filter(Boolean);
  return texts.join(" ") || error.message || otherwise;
}

export function sayProblem(error: unknown, otherwise: string): void {
  showToast({ text: wordsOf(error, otherwise), tone: "error" });
}

/** Whether somebody else saved a newer version. */
export const isStale = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === "staleVersion" || error.status === 409);
