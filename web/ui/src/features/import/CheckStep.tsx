import type { EntityMetadata } from "@dougong/kit/api";
import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { useState } from "react";
import { type ImportState, runImport } from "./api.ts";
import { CountTags } from "./CountTags.tsx";
import { Progress } from "./Progress.tsx";
import { RowList } from "./RowList.tsx";
import { failureText } from "./UploadStep.tsx";

export interface CheckStepProps {
  entity: EntityMetadata;
  state: ImportState;
  onNext: (state: ImportState) => void;
  onBack: () => void;
}

/** What each row would do, before anything is written. */
export function CheckStep({ entity, state, onNext, onBack }: CheckStepProps) {
  const { t } = useTranslation("import");
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  if (state.status === "checking") return <Progress state={state} text={t("check.working")} />;
  const { created = 0, updated = 0, failed = 0 } = state.foreseen;
  async function run() {
    setIsBusy(true);
    setWrong("");
    try {
      onNext(await runImport(state.id, state.plan));
    } catch (error) {
      setWrong(failureText(error));
      setIsBusy(false);
    }
  }
  return (
    <>
      <p>{t("check.intro")}</p>
      <CountTags counts={state.foreseen} isLarge />
      {failed > 0 && <Notice tone="warning">{t("check.wrongNote")}</Notice>}
      {wrong && <Notice>{wrong}</Notice>}
      <div className="dg-import-actions">
        <Button
          type="primary"
          loading={isBusy}
          disabled={created + updated === 0}
          onClick={() => void run()}
        >
          {created + updated === 0
            ? t("check.nothing")
            : t("check.run", { count: formatDecimal(String(created + updated)) as never })}
        </Button>
        <Button onClick={onBack}>{t("check.change")}</Button>
      </div>
      {failed > 0 && <RowList entity={entity} state={state} onlyProblems />}
      <RowList entity={entity} state={state} onlyProblems={false} />
    </>
  );
}
