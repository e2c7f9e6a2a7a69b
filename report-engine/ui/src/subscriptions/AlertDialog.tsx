import type { Answer, AnswerColumn } from "@dougong/kit/charts";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, showToast, TextInput } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import type { Choice, Widget } from "../dashboard/api.ts";
import { ChoiceText } from "../dashboard/ChoiceText.tsx";
import {
  type Alert,
  type Condition,
  changeAlert,
  listStartable,
  makeAlert,
  paces,
  startableKey,
} from "./alerts.ts";
import { subscriptionKeys } from "./api.ts";
import { sayProblem } from "./problem.ts";
import { WaysInput } from "./WaysInput.tsx";
import "./texts.ts";
import "./subscriptions.css";

const hundred = 100;
const places = 8;

/** What the person writes for a line; percentages are parts of 1. */
const written = (line: number, hasPercent: boolean) =>
  String(hasPercent ? Number((line * hundred).toFixed(places)) : line);
const read = (text: string, hasPercent: boolean) =>
  hasPercent ? Number((Number(text) / hundred).toFixed(places)) : Number(text);

const numbers = new Set(["INTEGER", "DECIMAL", "DURATION"]);
const measuresOf = (answer: Answer): AnswerColumn[] =>
  answer.columns.filter(({ role, kind }) => role === "measure" && numbers.has(kind.toUpperCase()));

export interface NewAlert {
  dashboard: string;
  widget: Widget;
  answer: Answer;
  filters: readonly Choice[];
}

export interface AlertDialogProps {
  /** What is watched: a value of a tile, or that of an alert that is changed. */
  of: NewAlert | Alert;
  onClose: () => void;
}

const isKnown = (of: NewAlert | Alert): of is Alert => "id" in of;

interface Draft extends Omit<Condition, "line"> {
  measure: string;
  line: string;
  minutes: number;
  ways: readonly string[];
  /** Empty for none. */
  workflow: string;
}

function draftOf(of: NewAlert | Alert): Draft {
  if (!isKnown(of)) {
    const [measure] = measuresOf(of.answer);
    return {
      measure: measure?.key ?? "",
      subject: "value",
      side: "below",
      line: "",
      minutes: 15,
      ways: [],
      workflow: "",
    };
  }
  const { measure, subject, side, minutes, ways, words } = of;
  const workflow = of.workflow ?? "";
  return {
    measure,
    subject,
    side,
    minutes,
    ways,
    workflow,
    line: written(of.line, words.line.endsWith("%")),
  };
}

/** A line, on which side of it somebody wants to hear, and how. */
export function AlertDialog({ of, onClose }: AlertDialogProps) {
  const { t } = useTranslation("subscriptions");
  const [draft, setDraft] = useState(() => draftOf(of));
  const [isBusy, setIsBusy] = useState(false);
  const save = useSave(of, draft, onClose);
  const title = isKnown(of) ? of.words.label : of.widget.label;
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("alert.title", { name: title })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={draft.line.trim() === "" || draft.measure === ""}
            onClick={() => {
              setIsBusy(true);
              void save().finally(() => setIsBusy(false));
            }}
          >
            {t(isKnown(of) ? "save" : "alert.make")}
          </Button>
        </>
      }
    >
      <div className="dg-subscribe">
        <p>{t("alert.hint")}</p>
        <ConditionInput of={of} draft={draft} onChange={setDraft} />
        {of.filters.length > 0 && (
          <section>
            <h3>{t("filters")}</h3>
            <ul>
              {of.filters.map((choice) => (
                <li key={`${choice.entity}.${choice.field}`}>
                  <ChoiceText choice={choice} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <WorkflowInput
          value={draft.workflow}
          onChange={(workflow) => setDraft({ ...draft, workflow })}
        />
        <WaysInput value={draft.ways} onChange={(ways) => setDraft({ ...draft, ways })} />
      </div>
    </Dialog>
  );
}

function isPercent(of: NewAlert | Alert, { measure, subject }: Draft): boolean {
  if (subject === "change") return true;
  if (isKnown(of)) return of.subject === "value" && of.words.line.endsWith("%");
  return of.answer.columns.find(({ key }) => key === measure)?.format === "percent";
}

function useSave(of: NewAlert | Alert, draft: Draft, onClose: () => void) {
  const { t } = useTranslation("subscriptions");
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    const { measure, subject, side, minutes, ways } = draft;
    const wish = { subject, side, line: read(draft.line, isPercent(of, draft)), minutes, ways };
    try {
      const saved = isKnown(of)
        ? await changeAlert(of, { ...wish, workflow: draft.workflow })
        : await makeAlert({
            ...wish,
            ...(draft.workflow ? { workflow: draft.workflow } : {}),
            measure,
            dashboard: of.dashboard,
            report: of.widget.report,
            filters: of.filters,
          });
      showToast({
        text: t(saved.isOver ? "alert.saidOver" : "alert.said", saved.words),
        tone: "success",
        action: { text: t("show"), run: () => void navigate("/subscriptions") },
      });
      await queries.invalidateQueries({ queryKey: subscriptionKeys.all });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
  };
}

/** What is set going besides; nothing where the person may start nothing. */
function WorkflowInput({
  value,
  onChange,
}: {
  value: string;
  onChange: (workflow: string) => void;
}) {
  const { t } = useTranslation("subscriptions");
  const id = useId();
  const all = useQuery({ queryKey: startableKey, queryFn: listStartable });
  if (!value && !all.data?.length) return null;
  const isGone = value !== "" && !all.data?.some(({ key }) => key === value);
  return (
    <label htmlFor={id}>
      {t("alert.workflow")}
      <NativeSelect id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t("alert.noWorkflow")}</option>
        {isGone && <option value={value}>{value}</option>}
        {all.data?.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}

interface ConditionInputProps {
  of: NewAlert | Alert;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

function ConditionInput({ of, draft, onChange }: ConditionInputProps) {
  const { t } = useTranslation("subscriptions");
  const id = useId();
  const measures = isKnown(of) ? [] : measuresOf(of.answer);
  const hasPeriod = isKnown(of) || of.answer.definition.period !== undefined;
  const choose = <K extends keyof Draft>(name: K, options: readonly Draft[K][], word: string) => (
    <label htmlFor={`${id}-${name}`}>
      {t(`alert.${word}.label`)}
      <NativeSelect
        id={`${id}-${name}`}
        value={String(draft[name])}
        onChange={({ target }) => {
          const chosen = options.find((one) => String(one) === target.value);
          if (chosen !== undefined) onChange({ ...draft, [name]: chosen });
        }}
      >
        {options.map((option) => (
          <option key={String(option)} value={String(option)}>
            {t(`alert.${word}.${String(option)}`)}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
  return (
    <fieldset>
      <legend>{t("alert.when")}</legend>
      {measures.length > 1 && (
        <label htmlFor={`${id}-measure`}>
          {t("alert.measure")}
          <NativeSelect
            id={`${id}-measure`}
            value={draft.measure}
            onChange={({ target }) => onChange({ ...draft, measure: target.value })}
          >
            {measures.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </label>
      )}
      {hasPeriod && choose("subject", ["value", "change"], "subject")}
      {choose("side", ["below", "above"], "side")}
      <label htmlFor={`${id}-line`}>
        {t(isPercent(of, draft) ? "alert.linePercent" : "alert.line")}
        <TextInput
          id={`${id}-line`}
          type="number"
          step="any"
          inputMode="decimal"
          required
          value={draft.line}
          onChange={({ target }) => onChange({ ...draft, line: target.value })}
        />
      </label>
      {choose("minutes", paces, "pace")}
    </fieldset>
  );
}
