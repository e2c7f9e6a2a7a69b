import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { type FieldObject, FieldShell, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { BoardPlan } from "./columns.ts";
import type { Asked } from "./useMoves.ts";

export interface ReasonDialogProps {
  entity: EntityMetadata;
  plan: BoardPlan;
  asked: Asked;
  onAnswer: (values: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Asks for what the server demands before a record may move: why was the lead lost? */
export function ReasonDialog({ entity, plan, asked, onAnswer, onClose }: ReasonDialogProps) {
  const { t } = useTranslation("kanban");
  const types = useFieldTypes();
  const id = useId();
  const [entered, setEntered] = useState<FieldObject>({});
  const asks = entity.fields.filter((field) => field.key in asked.faults);
  const skip = skipField(entity, plan, asked);
  const fields = skip ? [...asks, skip] : asks;
  const valueOf = (field: FieldMetadata) =>
    field.key in entered || field === skip
      ? (entered[field.key] ?? null)
      : types.read(asked.record[field.key], field);

  function answer() {
    const values = fields
      .filter((field) => field !== skip || field.key in entered)
      .map((field) => [field.key, types.write(valueOf(field), field)]);
    onAnswer(Object.fromEntries(values));
  }

  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("reason", { column: asked.to.label })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="dg-board-reason"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          answer();
        }}
      >
        {fields.map((field) => {
          const type = types.of(field);
          const fault = asked.faults[field.key];
          return (
            <FieldShell
              key={field.key}
              id={`${id}-${field.key}`}
              field={field === skip ? { ...field, label: t("orSkip") } : field}
              isRequired={field !== skip}
              isGroup={type.isGroup}
              problem={fault}
            >
              {(describedBy) => (
                <type.Input
                  id={`${id}-${field.key}`}
                  field={field}
                  value={valueOf(field)}
                  isRequired={field !== skip}
                  isInvalid={Boolean(fault)}
                  describedBy={describedBy}
                  onChange={(value) => setEntered({ ...entered, [field.key]: value })}
                />
              )}
            </FieldShell>
          );
        })}
      </form>
    </Dialog>
  );
}

/** Where somebody may say why the stage is left all the same; only when its guide asks for something. */
function skipField(
  entity: EntityMetadata,
  { field, guided }: BoardPlan,
  { faults }: Asked,
): FieldMetadata | undefined {
  const isGuided = guided.some((key) => key in faults);
  const skip = entity.fields.find((one) => one.key === field.skipReason);
  return isGuided && skip && skip.right !== "read" && !(skip.key in faults) ? skip : undefined;
}
