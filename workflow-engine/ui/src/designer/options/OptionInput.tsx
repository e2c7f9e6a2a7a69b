import type { Json, JsonObject } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type ComponentType, createElement, useId } from "react";
import { useFlow } from "../flow.ts";
import { type OptionSchema, shapeName } from "../types.ts";
import type { InputProps, OptionProps } from "./optionProps.ts";
import { choicesFor, shapes } from "./shapes.tsx";

/** Shapes that are filled in by several controls. */
const grouped = new Set([
  "condition",
  "ownCondition",
  "recordCondition",
  "rowCondition",
  "values",
  "rowValues",
  "matches",
]);

/** An option with its name; its shape says by what it is filled in. */
export function OptionInput(props: OptionProps) {
  const id = useId();
  const { name, problems } = props;
  const kind = inputOf(props.schema);
  const isGroup =
    kind === ObjectInput ||
    kind === ListInput ||
    grouped.has(shapeName(props.schema)) ||
    props.isGroup;
  const said = problems?.[""];
  const input = createElement(kind, { ...props, id });
  const message = said && (
    <p className="dg-flow-wrong" role="alert">
      {said}
    </p>
  );
  if (isGroup) {
    return (
      <fieldset className="dg-flow-group">
        <legend>{name}</legend>
        {input}
        {message}
      </fieldset>
    );
  }
  return (
    <div className="dg-flow-option">
      <label htmlFor={id}>{name}</label>
      {input}
      {message}
    </div>
  );
}

function inputOf(schema: OptionSchema): ComponentType<InputProps> {
  const own = shapes[shapeName(schema)];
  if (own) return own;
  if (schema.enum) return ChoiceInput;
  if (schema.items) return ListInput;
  if (schema.type === "boolean") return YesNoInput;
  if (schema.type === "integer") return NumberInput;
  return schema.$ref || schema.properties ? ObjectInput : PlainInput;
}

function ChoiceInput({ id, schema, value, onSet, isRequired, texts }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  return (
    <NativeSelect
      id={id}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onSet(event.target.value || undefined)}
    >
      {(!isRequired || value === undefined) && <option value="">{t("usual.unset")}</option>}
      {schema.enum?.map((one) => (
        <option key={one} value={one}>
          {texts.value(one)}
        </option>
      ))}
    </NativeSelect>
  );
}

function YesNoInput({ id, value, onSet }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  return (
    <NativeSelect
      id={id}
      value={typeof value === "boolean" ? String(value) : ""}
      onChange={({ target }) => onSet(target.value === "" ? undefined : target.value === "true")}
    >
      <option value="">{t("usual.unset")}</option>
      <option value="true">{t("usual.yes")}</option>
      <option value="false">{t("usual.no")}</option>
    </NativeSelect>
  );
}

function NumberInput({ id, schema, value, onSet, onLeave }: InputProps) {
  return (
    <TextInput
      id={id}
      type="number"
      min={schema.minimum}
      max={schema.maximum}
      value={value === undefined || value === null ? "" : String(value)}
      onChange={({ target }) =>
        onSet(target.value === "" ? undefined : Math.trunc(Number(target.value)), true)
      }
      onBlur={onLeave}
    />
  );
}

function PlainInput({ id, value, onSet, onLeave }: InputProps) {
  return (
    <TextInput
      id={id}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onSet(event.target.value || undefined, true)}
      onBlur={onLeave}
    />
  );
}

/** An option that has parts: each of them is one more option. */
function ObjectInput(props: InputProps) {
  const { book } = useFlow();
  const { schema, value, onSet, texts, problems } = props;
  const shape = shapeName(schema);
  const of = shape === "" ? schema : (book.named(shape) ?? schema);
  const given = (value ?? {}) as JsonObject;
  return Object.entries(of.properties ?? {}).map(([key, part]) => (
    <OptionInput
      key={key}
      {...props}
      schema={part}
      name={texts.part(key)}
      texts={texts.below(key)}
      isRequired={of.required?.includes(key) ?? false}
      isGroup={false}
      value={given[key]}
      siblings={given}
      siblingSchema={of}
      problems={problemsBelow(problems, key)}
      onSet={(next, isTyped) => onSet(withPart(given, key, next), isTyped)}
    />
  ));
}

/** The parts without one that says nothing; nothing at all when that was the last. */
function withPart(given: JsonObject, key: string, value: Json | undefined): JsonObject | undefined {
  const { [key]: _before, ...rest } = given;
  const next = value === undefined ? rest : { ...given, [key]: value };
  return Object.keys(next).length === 0 ? undefined : next;
}

/** Problems of a part, by their places below it. */
function problemsBelow(
  problems: Readonly<Record<string, string>> | undefined,
  key: string | number,
): Record<string, string> {
  const start = `/${key}`;
  return Object.fromEntries(
    Object.entries(problems ?? {})
      .filter(([place]) => place === start || place.startsWith(`${start}/`))
      .map(([place, text]) => [place.slice(start.length), text]),
  );
}

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Several of a kind: boxes where there are few to choose from, else one below the other. */
export function ListInput(props: InputProps) {
  const flow = useFlow();
  const { schema, value, onSet, texts } = props;
  const given = listOf(value);
  const items: OptionSchema = schema.items ?? {};
  const choices = items.enum
    ? items.enum.map((one) => ({ value: one, label: texts.value(one) }))
    : choicesFor(items, props, flow);
  const set = (next: Json[]) => onSet(next.length === 0 ? undefined : next);
  if (choices) {
    return (
      <div className="dg-flow-boxes">
        {choices.map((choice) => (
          <label key={choice.value} className="dg-designer-check">
            <input
              type="checkbox"
              checked={given.includes(choice.value)}
              onChange={({ target }) =>
                set(
                  target.checked
                    ? [...given, choice.value]
                    : given.filter((one) => one !== choice.value),
                )
              }
            />
            {choice.label}
          </label>
        ))}
      </div>
    );
  }
  return <Entries {...props} items={items} given={given} set={set} />;
}

type EntriesProps = InputProps & {
  items: OptionSchema;
  given: Json[];
  set: (next: Json[]) => void;
};

function Entries(props: EntriesProps) {
  const { t } = useTranslation("workflowDesign");
  const { items, given, set, name, texts, problems } = props;
  const keyName = Object.entries(items.properties ?? {}).find(
    ([, part]) => shapeName(part) === "key",
  )?.[0];
  const shown = keyName === undefined ? items : withoutPart(items, keyName);
  return (
    <div className="dg-flow-entries">
      {given.map((entry, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- entries have no other identity
        <div key={at} className="dg-flow-entry">
          <OptionInput
            {...props}
            schema={shown}
            name={t("entry", { name, number: at + 1 })}
            texts={texts}
            isGroup={shown.properties !== undefined}
            value={entry}
            problems={problemsBelow(problems, at)}
            onSet={(next, isTyped) => props.onSet(given.with(at, next ?? emptyOf(items)), isTyped)}
          />
          <button
            type="button"
            className="dg-flow-remove"
            aria-label={t("removeEntry", { name, number: at + 1 })}
            onClick={() => set(given.toSpliced(at, 1))}
          >
            ×
          </button>
        </div>
      ))}
      <Button size="small" onClick={() => set([...given, newEntry(items, keyName, given)])}>
        {t("addEntry", { name })}
      </Button>
    </div>
  );
}

const isObject = (items: OptionSchema) =>
  items.properties !== undefined || shapeName(items) === "approver";

const emptyOf = (items: OptionSchema): Json => (isObject(items) ? {} : "");

function withoutPart(schema: OptionSchema, key: string): OptionSchema {
  const { [key]: _key, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

/** A new entry; the name by which documents know it is made, for people never see it. */
function newEntry(items: OptionSchema, keyName: string | undefined, given: Json[]): Json {
  if (keyName === undefined) return emptyOf(items);
  const taken = new Set(given.map((one) => String((one as JsonObject)[keyName])));
  let number = given.length + 1;
  while (taken.has(`option${number}`)) number++;
  return { [keyName]: `option${number}` };
}
