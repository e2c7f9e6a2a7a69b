import { ApiProblem, type EntityMetadata, problemText, type RecordJson } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { mergeRecords, useParting } from "@dougong/kit/merges";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { united } from "./MergeValues.tsx";

/** Merges, goes to the record that stayed, and offers the way back. */
export function useMerging(
  entity: EntityMetadata,
  survivor: RecordJson | undefined,
  others: RecordJson[],
  choices: Record<string, string>,
) {
  const { t } = useTranslation("merge");
  const { t: tWeb } = useTranslation("web");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const part = useParting(entity.key);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function run() {
    if (!survivor) return;
    setIsBusy(true);
    setProblem("");
    const known = new Set([survivor, ...others].map((record) => record.id));
    const values = Object.fromEntries(
      Object.entries(choices)
        .filter(([, from]) => from !== united && known.has(from))
        .map(([field, from]) => [field, { from }]),
    );
    try {
      const merged = await mergeRecords(
        entity.key,
        survivor,
        others.map(({ id, version }) => ({ id, version })),
        values,
      );
      await navigate(`/data/${entity.key}/${survivor.id}`, { replace: true });
      await queries.invalidateQueries({ queryKey: ["data"] });
      showToast({
        text: t("merge.done", { count: merged.moved }),
        milliseconds: undoMilliseconds,
        action: { text: tWeb("undo"), run: () => void part(merged.merge) },
      });
    } catch (error) {
      const entries = error instanceof ApiProblem ? error.entries : [];
      setProblem(entries.map(problemText).join("\n") || t("merge.failed"));
      await queries.invalidateQueries({ queryKey: ["data", entity.key] });
    }
    setIsBusy(false);
  }

  return { run, isBusy, problem };
}
