import { type EntityMetadata, type FieldMetadata, problemText } from "@dougong/kit/api";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { checkImport, dayOrders, type ImportPlan, type ImportState, modes } from "./api.ts";
import { failureText } from "./UploadStep.tsx";

export interface MappingStepProps {
  entity: EntityMetadata;
  state: ImportState;
  onNext: (state: ImportState) => void;
}

const unfillable = new Set(["table", "file", "image", "signature"]);
const fillable = (field: FieldMetadata) =>
  field.right === "write" && !field.readOnly && !unfillable.has(field.type);

/** Which column goes to which field, and what happens with records that are there. */
export function MappingStep({ entity, state, onNext }: MappingStepProps) {
  const { t } = useTranslation("import");
  const [plan, setPlan] = useState(state.plan);
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  async function check() {
    setIsBusy(true);
    setWrong("");
    try {
      onNext(await checkImport(state.id, plan));
    } catch (error) {
      setWrong(failureText(error));
      setIsBusy(false);
    }
  }
  const how = [
    state.isRemembered && t("map.remembered"),
    state.encoding && t("map.encoding", { encoding: state.encoding }),
    state.sheet && t("map.sheet", { sheet: state.sheet }),
  ].filter(Boolean);
  return (
    <>
      <p>
        {t("map.intro", { file: state.fileName, rows: formatDecimal(String(state.rows)) })}
        {how.length > 0 && <small className="dg-import-how">{how.join(" · ")}</small>}
      </p>
      {state.problems.map((problem) => (
        <Notice key={problem.code} tone="warning">
          {problemText(problem)}
        </Notice>
      ))}
      <ul className="dg-import-columns">
        {state.columns.map((column) => (
          <ColumnRow
            key={column.name}
            entity={entity}
            column={column}
            plan={plan}
            onChange={setPlan}
          />
        ))}
      </ul>
      <PlanChoices entity={entity} plan={plan} onChange={setPlan} />
      {wrong && <Notice>{wrong}</Notice>}
      <div className="dg-import-actions">
        <Button type="primary" loading={isBusy} onClick={() => void check()}>
          {t("map.next")}
        </Button>
      </div>
    </>
  );
}

interface ColumnRowProps {
  entity: EntityMetadata;
  column: ImportState["columns"][number];
  plan: ImportPlan;
  onChange: (plan: ImportPlan) => void;
}

function ColumnRow({ entity, column, plan, onChange }: ColumnRowProps) {
  const { t } = useTranslation("import");
  function choose(field: string) {
    const mapping: Record<string, string> = {};
    for (const [name, key] of Object.entries(plan.mapping)) {
      if (name !== column.name && key !== field) mapping[name] = key;
    }
    if (field) mapping[column.name] = field;
    onChange({ ...plan, mapping });
  }
  return (
    <li>
      <div>
        <strong>{column.name}</strong>
        <small>{column.samples.slice(0, 3).join(" · ") || t("map.noSample")}</small>
      </div>
      <NativeSelect
        aria-label={t("map.field", { column: column.name })}
        value={plan.mapping[column.name] ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t("map.leaveOut")}</option>
        {entity.fields.filter(fillable).map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </li>
  );
}

interface PlanChoicesProps {
  entity: EntityMetadata;
  plan: ImportPlan;
  onChange: (plan: ImportPlan) => void;
}

function PlanChoices({ entity, plan, onChange }: PlanChoicesProps) {
  const { t } = useTranslation("import");
  const id = useId();
  const mapped = new Set(Object.values(plan.mapping));
  const keys = entity.fields.filter((field) => field.unique && mapped.has(field.key));
  const isKnown = plan.key.every((key) => mapped.has(key));
  const key = isKnown ? plan.key : [];
  return (
    <div className="dg-import-choices">
      <label htmlFor={`${id}mode`}>{t("map.mode")}</label>
      <NativeSelect
        id={`${id}mode`}
        value={plan.mode}
        onChange={(event) =>
          onChange({
            ...plan,
            key,
            mode: modes.find((one) => one === event.target.value) ?? plan.mode,
          })
        }
      >
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`map.modes.${mode}`)}
          </option>
        ))}
      </NativeSelect>
      {plan.mode !== "create" && keys.length > 0 && key.length < 2 && (
        <>
          <label htmlFor={`${id}key`}>{t("map.key")}</label>
          <NativeSelect
            id={`${id}key`}
            value={key[0] ?? keys[0]?.key}
            onChange={(event) => onChange({ ...plan, key: [event.target.value] })}
          >
            {keys.map((field) => (
              <option key={field.key} value={field.key}>
                {labelText(field.label, field.key)}
              </option>
            ))}
          </NativeSelect>
        </>
      )}
      <label htmlFor={`${id}days`}>{t("map.days")}</label>
      <NativeSelect
        id={`${id}days`}
        value={plan.days}
        onChange={(event) =>
          onChange({
            ...plan,
            days: dayOrders.find((one) => one === event.target.value) ?? plan.days,
          })
        }
      >
        {dayOrders.map((order) => (
          <option key={order} value={order}>
            {t(`map.dayOrders.${order}`)}
          </option>
        ))}
      </NativeSelect>
      <small>{t("map.merge")}</small>
    </div>
  );
}
