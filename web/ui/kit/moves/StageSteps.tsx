import type { EntityMetadata, FieldMetadata, RecordJson } from "../api/index.ts";
import { isClosed, useFieldTypes } from "../fields/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { MenuButton } from "../ui/index.ts";
import { Button } from "antd";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useStageMove } from "./useStageMove.ts";
import "./moves.css";

export interface StageStepsProps {
  entity: EntityMetadata;
  /** The field of the stages. */
  field: FieldMetadata;
  record: RecordJson;
}

/** Takes a record to the stage that follows, or to any other. */
export function StageSteps({ entity, field, record }: StageStepsProps) {
  const { t } = useTranslation("moves");
  const types = useFieldTypes();
  const moves = useStageMove(entity, field, record);
  const stages = (field.stages ?? []).filter((stage) => !stage.archived);
  const value = types.read(record[field.key], field);
  const place = stages.findIndex((stage) => stage.value === value);
  const here = stages[place];
  const isOver = here !== undefined && isClosed(here);
  const next = isOver ? undefined : stages.slice(place + 1).find(({ kind }) => kind !== "lost");
  const others = stages.filter((stage) => stage !== here && stage !== next);
  const name = (stage: (typeof stages)[number]) => labelText(stage.label, stage.value);
  return (
    <div className="dg-stage-steps">
      {next && (
        <Button loading={moves.isMoving} onClick={() => moves.move(next)}>
          {t("next", { to: name(next) })}
        </Button>
      )}
      {others.length > 0 && (
        <MenuButton
          label={t("others")}
          hasText
          items={others.map((stage) => ({
            key: stage.value,
            label: name(stage),
            run: () => moves.move(stage),
          }))}
        >
          {t("others")} ▾
        </MenuButton>
      )}
      {moves.asked && (
        <ReasonDialog
          entity={entity}
          record={moves.asked.record}
          moved={field}
          to={name(moves.asked.to)}
          faults={moves.asked.faults}
          onAnswer={moves.answer}
          onClose={moves.close}
        />
      )}
    </div>
  );
}
