import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";

/**
 * Publishes and says what came of it.
 *
 * @param outdated first part of the keys of queries whose answers are old afterwards
 */
export function usePublishing(
  editing: { publish: () => Promise<boolean> },
  outdated: string,
): () => Promise<void> {
  const { t } = useTranslation("design");
  const queries = useQueryClient();
  return async () => {
    const isDone = await editing.publish();
    if (isDone) await queries.invalidateQueries({ queryKey: [outdated] });
    showToast({
      text: t(isDone ? "published" : "notPublished"),
      tone: isDone ? "success" : "error",
    });
  };
}
