import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";

/**
 * Publishes and says what came of it.
 *
 * @param outdated first parts of the keys of queries whose answers are old afterwards
 */
export function usePublishing(
  editing: { publish: () => Promise<boolean> },
  ...outdated: readonly string[]
): () => Promise<void> {
  const { t } = useTranslation("design");
  const queries = useQueryClient();
  return async () => {
    const isDone = await editing.publish();
    const old = isDone ? outdated : [];
    await Promise.all(old.map((part) => queries.invalidateQueries({ queryKey: [part] })));
    showToast({
      text: t(isDone ? "published" : "notPublished"),
      tone: isDone ? "success" : "error",
    });
  };
}
