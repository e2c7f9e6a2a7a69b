import type { OptionMetadata } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId } from "react";
import { type Draft, type FieldDocument, setOption } from "./model.ts";
import {
  addStage,
  checklistFields,
  enteredFields,
  moveStage,
  reasonFields,
  removeStage,
  setChecklist,
  setStage,
  type StageDocument,
  stagesOf,
} from "./procedure.ts";

export interface StagePropertiesProps {
  field: FieldDocument;
  editing: DraftEditing<Draft>;
}

/** The stages in their order, and what is done at each before a record goes on (SOP). */
export function StageProperties({ field, editing }: StagePropertiesProps) {
  const { t } = useTranslation("designer");
  const { draft, act } = editing;
  const label = labelText(field.label, field.key);
  const said = t("step.procedure", { label });
  if (stagesOf(field).length === 0) return null;
  return (
    <fieldset className="dg-designer-stages">
      <legend>{t("procedure.title")}</legend>
      <FieldChoice
        label={t("procedure.checklist")}
        fields={checklistFields(draft)}
        value={String(field["checklist"] ?? "")}
        onChange={(key) => act(said, setChecklist(draft, field, key))}
      />
      <FieldChoice
        label={t("procedure.skipReason")}
        fields={reasonFields(draft)}
        value={String(field["skipReason"] ?? "")}
        onChange={(key) =>
          act(said, setOption(draft, field.key, "skipReason", key === "" ? undefined : key))
        }
      />
      <Edition field={field} editing={editing} />
      {stagesOf(field).map((stage) => (
        <OneStage
          key={stage.value}
          field={field}
          stage={stage}
          editing={editing}
          onChange={(change, step) => act(said, setStage(draft, field, stage.value, change), step)}
        />
      ))}
      <Button
        onClick={() =>
          act(t("step.stageAdded", { label }), addStage(draft, field, t("procedure.newStage")))
        }
      >
        {t("procedure.addStage")}
      </Button>
    </fieldset>
  );
}

/** What the version of the procedure is called; records note by which one they went on. */
function Edition({ field, editing }: StagePropertiesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft, act } = editing;
  return (
    <>
      <label htmlFor={id}>{t("procedure.edition")}</label>
      <TextInput
        id={id}
        maxLength={50}
        value={String(field["edition"] ?? "")}
        onChange={({ target }) =>
          act(
            t("step.procedure", { label: labelText(field.label, field.key) }),
            setOption(draft, field.key, "edition", target.value || undefined),
            `edition ${field.key}`,
          )
        }
        onBlur={editing.seal}
      />
    </>
  );
}

interface FieldChoiceProps {
  label: string;
  fields: FieldDocument[];
  value: string;
  onChange: (key: string) => void;
}

function FieldChoice({ label, fields, value, onChange }: FieldChoiceProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("procedure.none")}</option>
        {fields.map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}

interface OneStageProps extends StagePropertiesProps {
  stage: StageDocument;
  onChange: (change: Partial<StageDocument>, step?: string) => void;
}

function OneStage({ field, stage, editing, onChange }: OneStageProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const checklist = editing.draft.entity.fields.find((one) => one.key === field["checklist"]);
  const options = (checklist?.["options"] ?? []) as unknown as OptionMetadata[];
  const checks = stage.checks ?? [];
  return (
    <details>
      <summary>{labelText(stage.label, stage.value)}</summary>
      <StageNames field={field} stage={stage} editing={editing} onChange={onChange} />
      {(["zh", "en"] as const).map((language) => (
        <div key={language}>
          <label htmlFor={`${id}-${language}`}>{t(`procedure.next.${language}`)}</label>
          <TextInput
            id={`${id}-${language}`}
            maxLength={500}
            value={stage.next?.[language] ?? ""}
            onChange={(event) =>
              onChange(
                { next: { ...stage.next, [language]: event.target.value } },
                `next ${language} ${field.key} ${stage.value}`,
              )
            }
            onBlur={editing.seal}
          />
        </div>
      ))}
      {options.map((option) => (
        <label key={option.value} className="dg-designer-check">
          <input
            type="checkbox"
            checked={checks.includes(option.value)}
            onChange={({ target }) =>
              onChange({
                checks: target.checked
                  ? [...checks, option.value]
                  : checks.filter((one) => one !== option.value),
              })
            }
          />
          {labelText(option.label, option.value)}
        </label>
      ))}
      <RequiredFields field={field} stage={stage} editing={editing} onChange={onChange} />
      <StageDeeds field={field} stage={stage} editing={editing} />
    </details>
  );
}

/** What people call the stage; records keep its value. */
function StageNames({ field, stage, editing, onChange }: OneStageProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const names: Record<string, string | undefined> =
    typeof stage.label === "string" ? { zh: stage.label } : { ...stage.label };
  return (["zh", "en"] as const).map((language) => (
    <div key={language}>
      <label htmlFor={`${id}-${language}`}>{t(`procedure.name.${language}`)}</label>
      <TextInput
        id={`${id}-${language}`}
        maxLength={50}
        value={names[language] ?? ""}
        onChange={({ target }) =>
          onChange(
            { label: { ...names, [language]: target.value } },
            `stage ${language} ${field.key} ${stage.value}`,
          )
        }
        onBlur={editing.seal}
      />
    </div>
  ));
}

/** Its place among the others, and the way out. */
function StageDeeds({ field, stage, editing }: Omit<OneStageProps, "onChange">) {
  const { t } = useTranslation("designer");
  const { draft, act } = editing;
  const stages = stagesOf(field);
  const at = stages.findIndex(({ value }) => value === stage.value);
  const said = t("step.stageMoved", { label: labelText(field.label, field.key) });
  return (
    <div className="dg-designer-stage-deeds">
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          size="small"
          disabled={at + by < 0 || at + by >= stages.length}
          onClick={() => act(said, moveStage(draft, field, stage.value, by))}
        >
          {t(by < 0 ? "procedure.earlier" : "procedure.later")}
        </Button>
      ))}
      <Button
        size="small"
        danger
        disabled={stages.length === 1}
        onClick={() =>
          act(
            t("step.stageRemoved", { label: labelText(field.label, field.key) }),
            removeStage(draft, field, stage.value),
          )
        }
      >
        {t("procedure.removeStage")}
      </Button>
    </div>
  );
}

/** The fields that have a value before the stage is left. */
function RequiredFields({ field, stage, editing, onChange }: OneStageProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const required = stage.required ?? [];
  const fields = enteredFields(editing.draft, field);
  return (
    <>
      <label htmlFor={id}>{t("procedure.required")}</label>
      <NativeSelect
        id={id}
        value=""
        onChange={(event) => onChange({ required: [...required, event.target.value] })}
      >
        <option value="">{t("procedure.add")}</option>
        {fields
          .filter((one) => !required.includes(one.key))
          .map((one) => (
            <option key={one.key} value={one.key}>
              {labelText(one.label, one.key)}
            </option>
          ))}
      </NativeSelect>
      <ul>
        {required.map((key) => {
          const name = labelText(fields.find((one) => one.key === key)?.label, key);
          return (
            <li key={key}>
              {name}
              <Button
                size="small"
                aria-label={t("procedure.remove", { name })}
                onClick={() => onChange({ required: required.filter((one) => one !== key) })}
              >
                ×
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
