import { ApiProblem } from "@dougong/kit/api";
import { showToast } from "@dougong/kit/ui";

/** Does something, and says what was wrong where it did not succeed; tells whether it did. */
export async function attempt(work: () => Promise<unknown>, otherwise: string): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const [entry] = error instanceof ApiProblem ? error.entries : [];
    showToast({ text: entry?.message ?? otherwise, tone: "error" });
    return false;
  }
}
