import { type EntityMetadata, problemText, recordKeys } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type ImportState, undoImport } from "./api.ts";
import { CountTags } from "./CountTags.tsx";
import { Progress } from "./Progress.tsx";
import { RowList } from "./RowList.tsx";
import { failureText } from "./UploadStep.tsx";

export interface ResultStepProps {
  entity: EntityMetadata;
  state: ImportState;
  onNext: (state: ImportState) => void;
  onAgain: () => void;
}

/** What the import did, and the way back. */
export function ResultStep({ entity, state, onNext, onAgain }: ResultStepProps) {
  const { t } = useTranslation("import");
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [wrong, setWrong] = useState("");
  const label = labelText(entity.label, entity.key);
  useEffect(() => {
    if (!state.isWorking) {
      void queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
    }
  }, [queries, entity.key, state.isWorking]);
  async function undo() {
    setIsAsking(false);
    try {
      onNext(await undoImport(state.id));
    } catch (error) {
      setWrong(failureText(error));
    }
  }
  const { status } = state;
  const { failed = 0, kept = 0 } = state.counts;
  return (
    <>
      {status === "running" || status === "undoing" ? (
        <Progress state={state} text={t(`result.${status}`)} />
      ) : (
        <div role="status">
          <h2>{t(`result.${outcomeOf(status)}`)}</h2>
        </div>
      )}
      <CountTags counts={state.counts} isLarge />
      {status === "failed" &&
        state.problems.map((problem) => <Notice key={problem.code}>{problemText(problem)}</Notice>)}
      {wrong && <Notice>{wrong}</Notice>}
      <div className="dg-import-actions">
        <Link className="dg-import-link" to={`/data/${entity.key}`}>
          {t("result.open", { label })}
        </Link>
        <Button onClick={onAgain}>{t("result.again")}</Button>
        {(status === "done" || status === "running" || status === "failed") && (
          <Button danger onClick={() => setIsAsking(true)}>
            {t(status === "running" ? "result.stop" : "result.undo")}
          </Button>
        )}
      </div>
      {failed + kept > 0 && !state.isWorking && (
        <RowList entity={entity} state={state} onlyProblems />
      )}
      <Dialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("result.undoTitle")}
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>{t("result.cancel")}</Button>
            <Button type="primary" danger onClick={() => void undo()}>
              {t("result.undo")}
            </Button>
          </>
        }
      >
        <p>{t("result.undoText")}</p>
      </Dialog>
    </>
  );
}

function outcomeOf(status: ImportState["status"]): "done" | "undone" | "failed" {
  return status === "undone" || status === "failed" ? status : "done";
}
