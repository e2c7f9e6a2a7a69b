import type { FieldMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import type { ComponentType } from "react";
import { end } from "../exits.ts";
import { type Flow, useFlow } from "../flow.ts";
import { isRecord } from "../scope.ts";
import { shapeName } from "../types.ts";
import { ConditionInput } from "./ConditionInput.tsx";
import { MomentInput, PersonInput, ScopeInput } from "./ExpressionInputs.tsx";
import type { InputProps, OptionProps } from "./optionProps.ts";
import { siblingShape } from "./siblings.ts";
import { SpanInput } from "./SpanInput.tsx";
import { TextWithPlaces } from "./TextWithPlaces.tsx";
import { ValuesInput } from "./ValuesInput.tsx";

interface Choice {
  value: string;
  label: string;
}

const dates = new Set(["date", "dateTime"]);
const choiceTypes = new Set(["choice", "stage"]);

const fieldTests: Readonly<Record<string, (field: FieldMetadata) => boolean>> = {
  field: () => true,
  dateField: ({ type, kind }) => dates.has(kind ?? type),
  momentField: ({ type, kind }) => (kind ?? type) === "dateTime",
  choiceField: ({ type }) => choiceTypes.has(type),
};

const entityChoices = ({ metadata }: Flow): Choice[] =>
  [...metadata.entities.values()].map(({ key, label }) => ({
    value: key,
    label: labelText(label, key),
  }));

function fieldChoices(shape: string, props: OptionProps, { metadata }: Flow): Choice[] {
  const entity = metadata.entity(String(siblingShape(props, "entity") ?? ""));
  const isOne = fieldTests[shape];
  return (entity?.fields ?? [])
    .filter((field) => field.key !== "id" && field.key !== "version" && isOne?.(field))
    .map(({ key, label }) => ({ value: key, label: labelText(label, key) }));
}

const roleChoices = ({ roles }: Flow): Choice[] =>
  roles.map(({ key, label }) => ({ value: key, label: labelText(label, key) }));

const stepChoices = (node: string | null, flow: Flow): Choice[] =>
  flow.workflow.nodes
    .filter(({ id }) => id !== node)
    .map(({ id }) => ({ value: id, label: flow.nameOf(id) }));

/** What the entries of a list may be, where there are few; null where they are written. */
export function choicesFor(
  items: OptionProps["schema"],
  props: OptionProps,
  flow: Flow,
): Choice[] | null {
  const shape = shapeName(items);
  if (shape === "role") return roleChoices(flow);
  if (shape === "target") return stepChoices(props.node, flow);
  return shape in fieldTests ? fieldChoices(shape, props, flow) : null;
}

interface SelectProps extends InputProps {
  choices: readonly Choice[];
  unset?: string;
}

/** One of some; what is said and no longer offered stays to be seen. */
function Select({ id, value, onSet, isRequired, choices, unset }: SelectProps) {
  const { t } = useTranslation("workflowDesign");
  const given = typeof value === "string" ? value : "";
  const isKnown = given === "" || choices.some((one) => one.value === given);
  return (
    <NativeSelect
      id={id}
      value={given}
      onChange={(event) => onSet(event.target.value || undefined)}
    >
      {(!isRequired || given === "") && <option value="">{unset ?? t("usual.choose")}</option>}
      {!isKnown && <option value={given}>{given}</option>}
      {choices.map(({ value: one, label }) => (
        <option key={one} value={one}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}

function EntityInput(props: InputProps) {
  return <Select {...props} choices={entityChoices(useFlow())} />;
}

function FieldInput(props: InputProps) {
  return <Select {...props} choices={fieldChoices(shapeName(props.schema), props, useFlow())} />;
}

function ChoiceValueInput(props: InputProps) {
  const { metadata } = useFlow();
  const entity = String(siblingShape(props, "entity") ?? "");
  const field = metadata.field(entity, String(siblingShape(props, "choiceField") ?? ""));
  const choices = (field?.stages ?? field?.options ?? []).map(({ value, label }) => ({
    value,
    label: labelText(label, value),
  }));
  return <Select {...props} choices={choices} />;
}

function RoleInput(props: InputProps) {
  return <Select {...props} choices={roleChoices(useFlow())} />;
}

function ChannelInput(props: InputProps) {
  const { types, words } = useFlow();
  const { channel } = words("node", "");
  return (
    <Select {...props} choices={types.channels.map((id) => ({ value: id, label: channel(id) }))} />
  );
}

function TargetInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const choices = [
    { value: end, label: t("target.end") },
    ...stepChoices(props.node, useFlow()).map(({ value, label }) => ({
      value,
      label: t("target.step", { step: label }),
    })),
  ];
  return <Select {...props} choices={choices} unset={t("target.unset")} />;
}

function ClockInput({ id, value, onSet, onLeave }: InputProps) {
  return (
    <TextInput
      id={id}
      type="time"
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onSet(event.target.value || undefined, true)}
      onBlur={onLeave}
    />
  );
}

/** A name in the reader's language; the other one stays. */
function LabelInput({ id, value, onSet, onLeave }: InputProps) {
  const { i18n } = useTranslation("workflowDesign");
  const language = i18n.language === "en" ? "en" : "zh";
  const label = (value ?? {}) as Record<string, string>;
  return (
    <TextInput
      id={id}
      value={label[language] ?? ""}
      placeholder={labelText(label)}
      onChange={(event) => {
        const { [language]: _before, ...others } = label;
        const text = event.target.value;
        const next = text === "" ? others : { ...others, [language]: text };
        onSet(Object.keys(next).length === 0 ? undefined : next, true);
      }}
      onBlur={onLeave}
    />
  );
}

const UnitInput = (props: InputProps) => (
  <ScopeInput {...props} fits={({ field }) => field.type === "orgUnit"} />
);

function RecordInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const { metadata } = useFlow();
  return (
    <ScopeInput
      {...props}
      unset={t("ownRecord")}
      fits={({ path, field }) => path !== "record" && isRecord(field, metadata)}
    />
  );
}

/** Any value: fields first whose values are short texts, for addresses. */
const ExpressionInput = (props: InputProps) => <ScopeInput {...props} fits={() => true} />;

/** By what each shape of the schemas is filled in; shapes that are not here are seen as they are. */
export const shapes: Readonly<Record<string, ComponentType<InputProps>>> = {
  entity: EntityInput,
  field: FieldInput,
  dateField: FieldInput,
  momentField: FieldInput,
  choiceField: FieldInput,
  choiceValue: ChoiceValueInput,
  role: RoleInput,
  channel: ChannelInput,
  target: TargetInput,
  clock: ClockInput,
  label: LabelInput,
  span: SpanInput,
  shift: SpanInput,
  user: PersonInput,
  unit: UnitInput,
  record: RecordInput,
  moment: MomentInput,
  expression: ExpressionInput,
  condition: ConditionInput,
  text: TextWithPlaces,
  values: ValuesInput,
};
