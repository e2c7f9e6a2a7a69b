import type { EntityMetadata, FieldMetadata, RecordJson } from "../api/index.ts";
import { type FieldObject, FieldShell, useFieldTypes } from "../fields/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { Dialog } from "../ui/index.ts";
import { Button } from "antd";
import { useId, useState } from "react";
import { checklistAt } from "./checklist.ts";
import { type Faults, skipField } from "./faults.ts";
import "./moves.css";

export interface ReasonDialogProps {
  entity: EntityMetadata;
  record: RecordJson;
  /** The field that moves, and where to, in words. */
  moved: FieldMetadata;
  to: string;
  faults: Faults;
  onAnswer: (values: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Asks for what the server demands before a record may move: why was the lead lost? */
export function ReasonDialog(props: ReasonDialogProps) {
  const { entity, record, moved, to, faults, onAnswer, onClose } = props;
  const { t } = useTranslation("moves");
  const types = useFieldTypes();
  const id = useId();
  const [entered, setEntered] = useState<FieldObject>({});
  const asks = entity.fields
    .filter((field) => field.key in faults)
    .map((field) =>
      field.key === moved.checklist ? checklistAt(field, moved, record, types) : field,
    );
  const skip = skipField(entity, moved, faults);
  const fields = skip ? [...asks, skip] : asks;
  const valueOf = (field: FieldMetadata) =>
    field.key in entered || field === skip
      ? (entered[field.key] ?? null)
      : types.read(record[field.key], field);

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
      title={t("reason", { to })}
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
        className="dg-move-reason"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          answer();
        }}
      >
        {fields.map((field) => {
          const type = types.of(field);
          const fault = faults[field.key];
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
