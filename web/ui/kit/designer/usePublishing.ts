import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";
import type { PublishOutcome } from "./useDraft.ts";

/**
 * Publishes and says what came of it.
 *
 * @param outdated first parts of the keys of queries whose answers are old afterwards
 */
export function usePublishing(
  editing: { publish: (hasConsent?: boolean) => Promise<PublishOutcome> },
  ...outdated: readonly string[]
): (hasConsent?: boolean) => Promise<void> {
  const { t } = useTranslation("design");
  const queries = useQueryClient();
  return async (hasConsent = false) => {
    const outcome = await editing.publish(hasConsent);
    if (outcome === "consent") return;
    const isDone = outcome === "published";
    const old = isDone ? outdated : [];
    await Promise.all(old.map((part) => queries.invalidateQueries({ queryKey: [part] })));
    showToast({
      text: t(isDone ? "published" : "notPublished"),
      tone: isDone ? "success" : "error",
    });
  };
}
