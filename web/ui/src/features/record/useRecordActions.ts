import {
  ApiProblem,
  deleteRecord,
  type EntityMetadata,
  problemText,
  type RecordJson,
  recordKeys,
  restoreRecord,
} from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

/** What the buttons of a record do; a deletion can be taken back at once. */
export function useRecordActions(entity: EntityMetadata, record: RecordJson) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const renew = () => queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
  const complain = (error: unknown) =>
    showToast({
      text: error instanceof ApiProblem ? refusalText(error) || t("failed") : t("failed"),
      tone: "error",
    });

  async function restore() {
    try {
      await restoreRecord(entity.key, record.id);
      await renew();
      showToast({ text: t("record.restored"), tone: "success" });
    } catch (error) {
      complain(error);
    }
  }

  async function remove() {
    try {
      await deleteRecord(entity.key, record.id, record.version);
      await navigate(`/data/${entity.key}`);
      await renew();
      showToast({
        text: t("record.deleted"),
        milliseconds: undoMilliseconds,
        action: { text: t("undo"), run: () => void restore() },
      });
    } catch (error) {
      complain(error);
    }
  }

  function copyLink() {
    const address = `${window.location.origin}/data/${entity.key}/${record.id}`;
    navigator.clipboard?.writeText(address).then(
      () => showToast({ text: t("record.linkCopied"), tone: "success" }),
      () => showToast({ text: address }),
    );
  }

  return { restore, remove, copyLink };
}

export function refusalText(problem: ApiProblem): string {
  const [first] = problem.entries;
  return first ? problemText(first) : problem.message;
}
