import type { FieldMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import type { ComponentType } from "react";
import { Link } from "react-router";
import { end } from "../exits.ts";
import { type Flow, useFlow } from "../flow.ts";
import { isRecord } from "../scope.ts";
import { type NamedDocument, shapeName } from "../types.ts";
import { ConditionInput, OwnConditionInput } from "./ConditionInput.tsx";
import { CronInput } from "./CronInput.tsx";
import { MomentInput, PersonInput, ScopeInput } from "./ExpressionInputs.tsx";
import type { InputProps, OptionProps } from "./optionProps.ts";
import { RowConditionInput, RowValuesInput, tableOwner } from "./RowInputs.tsx";
import { entityBeside, siblingShape } from "./siblings.ts";
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
  tagsField: ({ type }) => type === "tags",
  personField: ({ type }) => type === "user",
};

const entityChoices = ({ metadata }: Flow): Choice[] =>
  [...metadata.entities.values()].map(({ key, label }) => ({
    value: key,
    label: labelText(label, key),
  }));

function fieldChoices(shape: string, props: OptionProps, flow: Flow): Choice[] {
  const entity = entityBeside(props, flow);
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

function TableFieldInput(props: InputProps) {
  const tables = (tableOwner(props, useFlow())?.fields ?? []).filter(
    ({ type }) => type === "table",
  );
  const choices = tables.map(({ key, label }) => ({ value: key, label: labelText(label, key) }));
  return <Select {...props} choices={choices} />;
}

/** A field by which records are put in order, upwards or downwards. */
function SortInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const fields = fieldChoices("field", props, useFlow());
  const choices = fields.flatMap(({ value, label }) => [
    { value, label: t("sort.up", { field: label }) },
    { value: `-${value}`, label: t("sort.down", { field: label }) },
  ]);
  return <Select {...props} choices={choices} unset={t("sort.unset")} />;
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

function CallableInput(props: InputProps) {
  const flow = useFlow();
  const entity = entityBeside(props, flow)?.key;
  const choices = flow.types.callables
    .filter((one) => one.key !== flow.workflow.key && (!one.entity || one.entity === entity))
    .map(({ key, label }) => ({ value: key, label: labelText(label ?? undefined, key) }));
  return <Select {...props} choices={choices} />;
}

/** A document about the entity that stands beside it. */
function DocumentInput(props: InputProps & { all: readonly NamedDocument[] }) {
  const entity = entityBeside(props, useFlow())?.key;
  const choices = props.all
    .filter((one) => one.entity === entity)
    .map(({ key, label }) => ({ value: key, label: labelText(label ?? undefined, key) }));
  return <Select {...props} choices={choices} />;
}

const SegmentInput = (props: InputProps) => (
  <DocumentInput {...props} all={useFlow().types.segments} />
);

const HookInput = (props: InputProps) => <DocumentInput {...props} all={useFlow().types.hooks} />;

const FormInput = (props: InputProps) => <DocumentInput {...props} all={useFlow().types.forms} />;

function ChannelInput(props: InputProps) {
  const { types, words } = useFlow();
  const { channel } = words("node", "");
  return (
    <Select {...props} choices={types.channels.map((id) => ({ value: id, label: channel(id) }))} />
  );
}

/** A connector of a program that can be called; says where to make one while there is none. */
function ServiceInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const { services } = useFlow().types;
  const choices = services.map(({ key, label }) => ({
    value: key,
    label: labelText(label ?? undefined, key),
  }));
  return (
    <>
      <Select {...props} choices={choices} />
      {services.length === 0 && (
        <p className="dg-flow-facts">
          {t("noServices")} <Link to="/admin/connectors">{t("toConnectors")}</Link>
        </p>
      )}
    </>
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
  tableField: TableFieldInput,
  tagsField: FieldInput,
  personField: FieldInput,
  sort: SortInput,
  ownCondition: OwnConditionInput,
  recordCondition: OwnConditionInput,
  matches: ValuesInput,
  choiceValue: ChoiceValueInput,
  role: RoleInput,
  channel: ChannelInput,
  service: ServiceInput,
  segment: SegmentInput,
  hook: HookInput,
  form: FormInput,
  cron: CronInput,
  callable: CallableInput,
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
  rowCondition: RowConditionInput,
  rowValues: RowValuesInput,
};
