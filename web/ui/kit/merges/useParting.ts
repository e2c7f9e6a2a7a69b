import { useQueryClient } from "@tanstack/react-query";
import { ApiProblem, problemText } from "../api/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";
import { undoMerge } from "./calls.ts";

/** Takes a merge back and says what became of it; tells whether it worked. */
export function useParting(entity: string): (merge: string) => Promise<boolean> {
  const { t } = useTranslation("merges");
  const queries = useQueryClient();
  return async (merge) => {
    try {
      const parted = await undoMerge(entity, merge);
      await queries.invalidateQueries({ queryKey: ["data"] });
      showToast({
        text: parted.keptCount > 0 ? t("partedKept", { count: parted.keptCount }) : t("parted"),
        tone: "success",
      });
      return true;
    } catch (error) {
      const [first] = error instanceof ApiProblem ? error.entries : [];
      showToast({ text: first ? problemText(first) : t("failed"), tone: "error" });
      return false;
    }
  };
}
