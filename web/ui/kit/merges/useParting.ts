import { useQueryClient } from "@tanstack/react-query";
import { ApiProblem, type Metadata, problemText, useWorkspace } from "../api/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { showToast, undoMilliseconds } from "../ui/index.ts";
import { type Parted, undoMerge } from "./calls.ts";

/** Takes a merge back and says what became of it; tells whether it worked. */
export function useParting(entity: string): (merge: string) => Promise<boolean> {
  const { t } = useTranslation("merges");
  const queries = useQueryClient();
  const { metadata } = useWorkspace();
  return async (merge) => {
    try {
      const parted = await undoMerge(entity, merge);
      await queries.invalidateQueries({ queryKey: ["data"] });
      if (parted.keptCount === 0) showToast({ text: t("parted"), tone: "success" });
      else {
        showToast({
          text: t("partedKept", {
            count: parted.keptCount,
            list: keptList(parted.kept, metadata).join(t("comma")),
          }),
          milliseconds: undoMilliseconds,
        });
      }
      return true;
    } catch (error) {
      const [first] = error instanceof ApiProblem ? error.entries : [];
      showToast({ text: first ? problemText(first) : t("failed"), tone: "error" });
      return false;
    }
  };
}

/** What stays as somebody left it: the entities, with the fields of each and how many records. */
export function keptList(kept: Parted["kept"], metadata: Pick<Metadata, "entity">): string[] {
  const found = new Map<string, { count: number; fields: Set<string> }>();
  for (const one of kept) {
    const { count, fields } = found.get(one.entity) ?? { count: 0, fields: new Set<string>() };
    found.set(one.entity, { count: count + 1, fields: new Set([...fields, ...one.fields]) });
  }
  return [...found].map(([key, { count, fields }]) => {
    const entity = metadata.entity(key);
    const names = [...fields].map((field) =>
      labelText(entity?.fields.find((one) => one.key === field)?.label, field),
    );
    const times = count > 1 ? ` ×${count}` : "";
    const inside = names.length > 0 ? ` (${names.join(", ")})` : "";
    return labelText(entity?.label, key) + times + inside;
  });
}
