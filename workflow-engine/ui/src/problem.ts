import { ApiProblem } from "@dougong/kit/api";
import { showToast } from "@dougong/kit/ui";

/** Says what the server says, in its words. */
export function sayProblem(error: unknown, otherwise: string): void {
  const entry = error instanceof ApiProblem ? error.entries[0] : undefined;
  const text = entry?.message ?? (error instanceof ApiProblem ? error.message : "");
  showToast({ text: text || otherwise, tone: "error" });
}
