import { problemText, useWorkspace } from "@dougong/kit/api";
import { type FieldTypes, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useId, useState } from "react";
import { viewOffers } from "../runtime/viewTypes.ts";
import { FieldPlans } from "./FieldPlans.tsx";
import {
  entityOf,
  type EntityPlan,
  fieldKeys,
  type FieldPlan,
  guessField,
  keyForm,
  type Target,
  type ViewPlan,
  viewKey,
} from "./newEntity.ts";
import type { EntityDocument } from "./model.ts";
import { previewFields } from "./preview.ts";
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
    label: labelText(label, key),
    labels: (typeof label === "string" ? [label] : Object.values(label)).flatMap(
      (one) => one || [],
    ),
  }));
}

function useReserved(): ReadonlySet<string> {
  const { metadata } = useWorkspace();
  const [first] = metadata.entities.values();
  const system = (first?.fields ?? []).filter((field) => field.system === true);
  return new Set(["id", "version", ...system.map(({ key }) => key)]);
}

/** Further views that the planned fields allow. */
function viewsOf(plan: EntityPlan, types: FieldTypes): ViewPlan[] {
  const entity = entityOf(plan) as EntityDocument;
  const form = { key: "", entity: plan.key, layout: [] };
  const fields = [...previewFields({ entity, form }, undefined).values()];
  return viewOffers(fields, types).map(({ type, options }) => ({
    type: type.id,
    label: type.label,
    options,
  }));
}

/** What is planned so far, and whether its key can be used. */
function usePlan({ taken, roles, menu }: Surroundings, targets: readonly Target[]) {
  const { t } = useTranslation("designer");
  const language = useLanguage();
  const types = useFieldTypes();
  const [label, setLabel] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [fields, setFields] = useState<FieldPlan[]>(() => [guessField(t("entity.name"), targets)]);
  const [staff, setStaff] = useState<StaffPlan>(() => ({
    without: [],
    group: menu ? Math.max(0, ((menu["items"] as unknown[]) ?? []).length - 1) : null,
    roles: roles.map(({ key }) => key),
    isOwnUnitOnly: true,
  }));
  const filled = fields.filter((field) => field.label.trim() !== "");
  const proposed = useProposedKeys([label, ...filled.map((field) => field.label)]);
  const reserved = useReserved();
  const isKnown = label.trim() !== "";
  const key = typedKey ?? (isKnown ? (proposed[0] ?? "") : "");
  const plan: EntityPlan = {
    key,
    label,
    language,
    fields: filled,
    keys: fieldKeys(proposed.slice(1), filled, reserved),
    ...staff,
  };
  const views = viewsOf(plan, types);
  const isTaken =
    key !== "" &&
    [
      `entity ${key}`,
      `form ${key}Full`,
      `view ${key}All`,
      ...views.map(({ type }) => `view ${viewKey(key, type)}`),
    ].some((name) => taken.has(name));
  const isBegun = key !== "" || typedKey !== null;
  const wrongForm = isBegun && !keyForm.test(key) ? t("entity.keyWrong") : null;
  const keyProblem = wrongForm ?? (isTaken ? t("entity.keyTaken", { key }) : null);
  const hasTitle = filled.some(({ sort }) => sort === "text");
  const isReady = isKnown && key !== "" && keyProblem === null && hasTitle;
  return {
    plan,
    views,
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
  const { plan, fields, staff, keyProblem, views } = planned;
  const making = useMaking(surroundings, views);

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
      {surroundings.begun.length > 0 && (
        <div className="dg-entity-line">
          {t("entity.begun")}
          {surroundings.begun.map(({ key, label }) => (
            <Button key={key} onClick={() => onGo(`/design/form/${key}Full`)}>
              {labelText(label, key)}
            </Button>
          ))}
        </div>
      )}
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
        views={views}
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
