import { type FieldMetadata, ownFields } from "@dougong/kit/api";
import { quote, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import { type Flow, useFlow } from "../flow.ts";
import { isRecord, type NamedField, targetOf } from "../scope.ts";
import type { InputProps } from "./optionProps.ts";
import { entityBeside } from "./siblings.ts";

/** Fields with what is written into them. */
export function ValuesInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const types = useFieldTypes();
  const flow = useFlow();
  const entity = entityBeside(props, flow);
  const values = (props.value ?? {}) as Record<string, string>;
  const system = new Set(["owner", "orgUnit"]);
  const writable = entity
    ? [...ownFields(entity), ...entity.fields.filter(({ key }) => system.has(key))].filter(
        (field, at, all) => all.indexOf(field) === at && !types.isComputed(field),
      )
    : [];
  const free = writable.filter(({ key }) => !(key in values));
  const set = (key: string, text: string | undefined, isTyped = false) => {
    const { [key]: _before, ...rest } = values;
    props.onSet(text === undefined ? rest : { ...values, [key]: text }, isTyped);
  };
  return (
    <div className="dg-flow-entries">
      {Object.keys(values).map((key) => {
        const field = writable.find((one) => one.key === key) ?? { key, type: "text" };
        return (
          <ValueRow
            key={key}
            field={field}
            text={values[key] ?? ""}
            problem={props.problems?.[`/${key}`]}
            onSet={(text, isTyped) => set(key, text, isTyped)}
            onLeave={props.onLeave}
          />
        );
      })}
      <NativeSelect
        id={props.id}
        aria-label={t("addField")}
        value=""
        onChange={(event) => set(event.target.value, startOf(event.target.value, flow, writable))}
      >
        <option value="">{t("addField")}</option>
        {free.map(({ key, label }) => (
          <option key={key} value={key}>
            {labelText(label, key)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

/** What a field is likely to get: the field of the same name, or the record itself. */
function startOf(key: string, flow: Flow, fields: readonly FieldMetadata[]): string {
  const field = fields.find((one) => one.key === key);
  const same = flow.scope.find(`record.${key}`);
  if (field && same && fitsField(field, same)) return same.path;
  const record = flow.scope.find("record");
  if (field && record && isRecord(field, flow.metadata) && fitsField(field, record))
    return "record";
  return "";
}

const kindOf = ({ kind, type }: FieldMetadata) => kind ?? type;

function fitsField(field: FieldMetadata, { field: other }: NamedField): boolean {
  if (kindOf(field) !== kindOf(other)) return kindOf(field) === "text" && other.type === "choice";
  return kindOf(field) !== "reference"
    ? true
    : field.type === other.type && targetOf(field) === targetOf(other);
}

interface ValueRowProps {
  field: FieldMetadata;
  text: string;
  problem: string | undefined;
  onSet: (text: string | undefined, isTyped?: boolean) => void;
  onLeave: () => void;
}

const fixed = "fixed";
const own = "own";
const literalForm = /^("(?:[^"\\]|\\.)*"|-?\d+(\.\d+)?|true|false)$/;
const momentsOf: Readonly<Record<string, string>> = { date: "today()", dateTime: "now()" };
const withLiterals = new Set(["text", "integer", "decimal", "boolean", "date"]);

function ValueRow({ field, text, problem, onSet, onLeave }: ValueRowProps) {
  const { t } = useTranslation("workflowDesign");
  const { scope } = useFlow();
  const [picked, setPicked] = useState<string | null>(null);
  const id = useId();
  const name = labelText(field.label, field.key);
  const choices = scope.fields.filter((one) => fitsField(field, one) || one.path === text);
  const hasLiterals = withLiterals.has(kindOf(field));
  const isKnown = choices.some(({ path }) => path === text);
  const moment = momentsOf[kindOf(field)];
  const said = isKnown || text === moment || text === "null" ? text : own;
  const usual = text === "" || literalForm.test(text) ? (hasLiterals ? fixed : "") : said;
  const mode = picked ?? usual;
  return (
    <div className="dg-flow-entry">
      <div className="dg-flow-option">
        <label htmlFor={id}>{name}</label>
        <NativeSelect
          id={id}
          value={mode}
          onChange={({ target }) => {
            const isHand = target.value === fixed || target.value === own;
            setPicked(isHand ? target.value : null);
            if (!isHand) onSet(target.value);
            else if (target.value === fixed && !literalForm.test(text)) onSet("");
          }}
        >
          {!hasLiterals && <option value="">{t("usual.choose")}</option>}
          {hasLiterals && <option value={fixed}>{t("fixedValue")}</option>}
          {moment && <option value={moment}>{t(`usual.${moment.replace("()", "")}`)}</option>}
          <option value="null">{t("usual.emptied")}</option>
          {choices.map((one) => (
            <option key={one.path} value={one.path}>
              {one.name}
            </option>
          ))}
          <option value={own}>{t("byExpression")}</option>
        </NativeSelect>
        {mode === fixed && <Literal field={field} text={text} onSet={onSet} onLeave={onLeave} />}
        {mode === own && (
          <TextInput
            className="dg-code"
            aria-label={t("expressionOf", { name })}
            value={text}
            onChange={(event) => onSet(event.target.value, true)}
            onBlur={onLeave}
          />
        )}
        {problem && (
          <p className="dg-flow-wrong" role="alert">
            {problem}
          </p>
        )}
      </div>
      <button
        type="button"
        className="dg-flow-remove"
        aria-label={t("removeField", { name })}
        onClick={() => onSet(undefined)}
      >
        ×
      </button>
    </div>
  );
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;

/** A value that is always the same. */
function Literal({ field, text, onSet, onLeave }: Omit<ValueRowProps, "problem">) {
  const { t } = useTranslation("workflowDesign");
  const name = t("valueOf", { name: labelText(field.label, field.key) });
  const options = field.stages ?? field.options;
  const kind = kindOf(field);
  if (options || kind === "boolean") {
    const choices = options
      ? options.map(({ value, label }) => ({ value: quote(value), label: labelText(label, value) }))
      : [
          { value: "true", label: t("usual.yes") },
          { value: "false", label: t("usual.no") },
        ];
    return (
      <NativeSelect aria-label={name} value={text} onChange={({ target }) => onSet(target.value)}>
        <option value="">{t("usual.choose")}</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </NativeSelect>
    );
  }
  const isNumber = kind === "integer" || kind === "decimal";
  return (
    <TextInput
      type={kind === "date" ? "date" : "text"}
      {...(isNumber ? { inputMode: "decimal" as const } : {})}
      aria-label={name}
      value={unquoted(text)}
      onChange={({ target }) =>
        onSet(target.value === "" || isNumber ? target.value : quote(target.value), true)
      }
      onBlur={onLeave}
    />
  );
}
