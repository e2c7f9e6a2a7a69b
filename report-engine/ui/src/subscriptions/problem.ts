import { ApiProblem } from "@dougong/kit/api";
import { showToast } from "@dougong/kit/ui";

/** Says what the server says, in its words, with what to do. */
export function sayProblem(error: unknown, otherwise: string): void {
  const entry = error instanceof ApiProblem ? error.entries[0] : undefined;
  const said = entry ? [entry.message, entry.remedy].filter(Boolean).join(" ") : "";
  showToast({ text: said || otherwise, tone: "error" });
}
