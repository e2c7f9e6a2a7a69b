import { problemText, useWorkspace } from "@dougong/kit/api";
import { labelText, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useId, useState } from "react";
import { FieldPlans } from "./FieldPlans.tsx";
import {
  boardField,
  type EntityPlan,
  fieldKeys,
  type FieldPlan,
  guessField,
  keyForm,
  type Target,
} from "./newEntity.ts";
import { type StaffPlan, StaffPlans } from "./StaffPlans.tsx";
import { type Surroundings, useMaking, useProposedKeys, useSurroundings } from "./useNewEntity.ts";
import "./texts.ts";
import "./designer.css";

/** A new entity with its form, its list and its place in the menu; nothing is stored before it is asked for. */
export function NewEntityPage({ onGo }: { onGo: (address: string) => void }) {
  const { t } = useTranslation("designer");
  const surroundings = useSurroundings();
  useEffect(() => {
    document.title = t("entity.newTitle");
  }, [t]);
  if (surroundings.error) {
    const retry = () => void surroundings.refetch();
    return <ErrorState error={surroundings.error} onRetry={retry} isPage />;
  }
  if (!surroundings.data) return <Bones lines={12} />;
  return <NewEntity surroundings={surroundings.data} onGo={onGo} />;
}

/** Entities by all names under which people know them. */
function useTargets(): Target[] {
  const { metadata } = useWorkspace();
  return [...metadata.entities.values()].map(({ key, label }) => ({
    key,
    labels: typeof label === "string" ? [label] : Object.values(label).filter((one) => !!one),
  })) as Target[];
}

function useReserved(): ReadonlySet<string> {
  const { metadata } = useWorkspace();
  const [first] = metadata.entities.values();
  const system = (first?.fields ?? []).filter((field) => field.system === true);
  return new Set(["id", "version", ...system.map(({ key }) => key)]);
}

/** What is planned so far, and whether its key can be used. */
function usePlan({ taken, roles, menu }: Surroundings, targets: readonly Target[]) {
  const { t } = useTranslation("designer");
  const language = useLanguage();
  const [label, setLabel] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [fields, setFields] = useState<FieldPlan[]>(() => [guessField(t("entity.name"), targets)]);
  const [staff, setStaff] = useState<StaffPlan>(() => ({
    hasBoard: true,
    group: menu ? Math.max(0, ((menu["items"] as unknown[]) ?? []).length - 1) : null,
    roles: roles.map(({ key }) => key),
    isOwnUnitOnly: true,
  }));
  const filled = fields.filter((field) => field.label.trim() !== "");
  const proposed = useProposedKeys([label, ...filled.map((field) => field.label)]);
  const reserved = useReserved();
  const isKnown = label.trim() !== "";
  const key = typedKey ?? (isKnown ? (proposed[0] ?? "") : "");
  const isTaken = [`entity ${key}`, `form ${key}Full`, `view ${key}All`, `view ${key}Board`].some(
    (name) => taken.has(name),
  );
  const isBegun = key !== "" || typedKey !== null;
  const wrongForm = isBegun && !keyForm.test(key) ? t("entity.keyWrong") : null;
  const keyProblem = wrongForm ?? (isTaken ? t("entity.keyTaken", { key }) : null);
  const plan: EntityPlan = {
    key,
    label,
    language,
    fields: filled,
    keys: fieldKeys(proposed.slice(1), filled, reserved),
    ...staff,
    hasBoard: staff.hasBoard && boardField(filled) >= 0,
  };
  const hasTitle = filled.some(({ sort }) => sort === "text");
  const isReady = isKnown && key !== "" && keyProblem === null && hasTitle;
  return {
    plan,
    label,
    setLabel,
    key,
    setTypedKey,
    keyProblem,
    fields,
    setFields,
    staff,
    setStaff,
    hasTitle,
    isReady,
  };
}

interface NewEntityProps {
  surroundings: Surroundings;
  /** Leads to an address of the product. */
  onGo: (address: string) => void;
}

function NewEntity({ surroundings, onGo }: NewEntityProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const targets = useTargets();
  const planned = usePlan(surroundings, targets);
  const { plan, fields, staff, keyProblem } = planned;
  const making = useMaking(surroundings);
  const board = plan.fields[boardField(plan.fields)];

  async function finish(isToPublish: boolean) {
    if (!(await making.make(plan, isToPublish))) return;
    if (isToPublish) {
      showToast({ text: t("entity.done", { label: plan.label }), tone: "success" });
    }
    onGo(isToPublish ? `/data/${plan.key}` : `/design/form/${plan.key}Full`);
  }

  return (
    <div className="dg-designer dg-entity">
      <header className="dg-page-head">
        <h1>{t("entity.newTitle")}</h1>
      </header>
      <p>{t("entity.newText")}</p>
      {making.problems.length > 0 && (
        <Notice>
          <ul className="dg-designer-problems">
            {making.problems.map((problem) => (
              <li key={`${problem.code} ${problem.document ?? ""} ${problem.pointer ?? ""}`}>
                {problemText(problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="dg-entity-name">
        <div>
          <label htmlFor={`${id}-name`}>{t("entity.name")}</label>
          <TextInput
            id={`${id}-name`}
            value={planned.label}
            maxLength={50}
            onChange={(event) => planned.setLabel(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}-key`}>{t("entity.key")}</label>
          <TextInput
            id={`${id}-key`}
            className="dg-code"
            value={planned.key}
            aria-invalid={keyProblem !== null}
            aria-describedby={`${id}-key-hint`}
            onChange={(event) => planned.setTypedKey(event.target.value.trim())}
          />
          <p id={`${id}-key-hint`} role={keyProblem === null ? undefined : "alert"}>
            {keyProblem ?? t("entity.keyHint")}
          </p>
        </div>
      </div>
      <FieldPlans fields={fields} targets={targets} onChange={planned.setFields} />
      {!planned.hasTitle && <Notice tone="warning">{t("entity.titleMissing")}</Notice>}
      <StaffPlans
        board={board && labelText(board.label)}
        menu={surroundings.menu}
        roles={surroundings.roles}
        plan={staff}
        onChange={planned.setStaff}
      />
      {surroundings.hasWaiting && <Notice tone="warning">{t("entity.waits")}</Notice>}
      <div className="dg-entity-acts">
        <Button
          type="primary"
          disabled={!planned.isReady}
          loading={making.isBusy}
          onClick={() => void finish(true)}
        >
          {t("entity.publish")}
        </Button>
        <Button disabled={!planned.isReady || making.isBusy} onClick={() => void finish(false)}>
          {t("entity.design")}
        </Button>
      </div>
    </div>
  );
}
