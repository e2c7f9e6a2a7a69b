import type { Json, JsonObject, ProblemEntry } from "@dougong/kit/api";
import { problemText } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { useId } from "react";
import { useFlow } from "./flow.ts";
import type { NodeDocument, OptionSchema } from "./types.ts";
import { nodeUis } from "./uiTypes.ts";
import { OptionInput } from "./options/OptionInput.tsx";
import type { OptionTexts } from "./options/optionProps.ts";

export interface PropertiesProps {
  /** Options change; typing is one step until the field is left. */
  onSet: (options: Readonly<Record<string, Json | undefined>>, merge?: string) => void;
  onLeave: () => void;
  problems: readonly ProblemEntry[];
}

/** Names of options, from the texts of their type, else from those that types share. */
function useOptionTexts(kind: "node" | "trigger", type: string) {
  const { t, i18n } = useTranslation("workflowTypes");
  const { t: say } = useTranslation("workflowDesign");
  const first = (keys: string[], fallback: string): string => {
    const own = keys.find((key) => i18n.exists(`${kind}.${type}.${key}`, { ns: "workflowTypes" }));
    if (own !== undefined) return t(`${kind}.${type}.${own}`);
    const common = keys.find((key) => i18n.exists(key, { ns: "workflowDesign" }));
    return common === undefined ? fallback : say(common);
  };
  const below = (path: readonly string[]): OptionTexts => {
    const last = path.at(-1) ?? "";
    return {
      part: (key) =>
        first([`part.${path.join(".")}.${key}`, `part.${last}.${key}`, `option.${key}`], key),
      value: (value) => first([`value.${last}.${value}`], value),
      below: (key) => below([...path, key]),
    };
  };
  return {
    option: (key: string, schema: OptionSchema) =>
      first([`option.${key}`], schema.description ?? key),
    below,
  };
}

/** Problems below a place, as texts by the rest of their places. */
function textsBelow(problems: readonly ProblemEntry[], place: string): Record<string, string> {
  return Object.fromEntries(
    problems
      .filter(({ pointer = "" }) => pointer === place || pointer.startsWith(`${place}/`))
      .map((problem) => [(problem.pointer ?? "").slice(place.length), problemText(problem)]),
  );
}

interface OptionListProps extends PropertiesProps {
  kind: "node" | "trigger";
  type: string;
  schema: OptionSchema;
  names: readonly string[];
  options: JsonObject;
  node: string | null;
  place: string;
}

function OptionList(props: OptionListProps) {
  const { kind, type, schema, names, options, node, place, problems, onSet, onLeave } = props;
  const texts = useOptionTexts(kind, type);
  return names.map((name) => {
    const option = schema.properties?.[name];
    if (!option) return null;
    return (
      <OptionInput
        key={name}
        schema={option}
        name={texts.option(name, option)}
        texts={texts.below([name])}
        value={options[name]}
        isRequired={schema.required?.includes(name) ?? false}
        siblings={options}
        siblingSchema={schema}
        node={node}
        problems={textsBelow(problems, `${place}/${name}`)}
        onSet={(value, isTyped) =>
          onSet({ [name]: value }, isTyped ? `${place}/${name}` : undefined)
        }
        onLeave={onLeave}
      />
    );
  });
}

const shared = ["onError", "retry"];

/** What can be changed about a step; what is seldom needed stands apart. */
export function NodeProperties({ node, ...rest }: PropertiesProps & { node: NodeDocument }) {
  const { t, i18n } = useTranslation("workflowDesign");
  const { workflow, book, typeName, sentence } = useFlow();
  const id = useId();
  const schema = book.shape(node.type)?.schema ?? {};
  const { properties = {} } = schema;
  const common = book.named("common")?.properties ?? {};
  const seldom = nodeUis.get(node.type)?.seldom ?? [];
  const whole = { ...schema, properties: { ...properties, ...common } };
  const place = `/nodes/${workflow.nodes.indexOf(node)}`;
  const list = { ...rest, kind: "node" as const, type: node.type, schema: whole, options: node };
  const own = Object.keys(properties);
  const language = i18n.language === "en" ? "en" : "zh";
  const label = (node["label"] ?? {}) as Record<string, string>;
  const general = rest.problems.filter(({ pointer = "" }) => pointer === place);
  return (
    <>
      <h2>{typeName("node", node.type)}</h2>
      <p>{sentence(node)}</p>
      {general.map((problem) => (
        <p key={problem.code} className="dg-flow-wrong" role="alert">
          {problemText(problem)}
        </p>
      ))}
      <OptionList
        {...list}
        node={node.id}
        place={place}
        names={own.filter((name) => !seldom.includes(name))}
      />
      <details className="dg-flow-more">
        <summary>{t("more")}</summary>
        <div className="dg-flow-option">
          <label htmlFor={id}>{t("stepName")}</label>
          <TextInput
            id={id}
            value={label[language] ?? ""}
            placeholder={labelText(label, typeName("node", node.type))}
            onChange={({ target }) => {
              const { [language]: _before, ...others } = label;
              const next = target.value === "" ? others : { ...others, [language]: target.value };
              const isNone = Object.keys(next).length === 0;
              rest.onSet({ label: isNone ? undefined : next }, `${node.id} label`);
            }}
            onBlur={rest.onLeave}
          />
        </div>
        <OptionList
          {...list}
          node={node.id}
          place={place}
          names={[...own.filter((name) => seldom.includes(name)), ...shared]}
        />
      </details>
    </>
  );
}

export interface TriggerPropertiesProps extends PropertiesProps {
  onType: (type: string) => void;
}

/** What can be changed about the trigger. */
export function TriggerProperties({ onType, ...rest }: TriggerPropertiesProps) {
  const { t } = useTranslation("workflowDesign");
  const { workflow, types, book, typeName, triggerSentence } = useFlow();
  const id = useId();
  const { trigger } = workflow;
  const schema = types.triggers.find((one) => one.id === trigger.type)?.schema ?? {};
  const when: OptionSchema = book.named("common")?.properties?.["when"] ?? { $ref: "condition" };
  const whole = { ...schema, properties: { ...schema.properties, when } };
  return (
    <>
      <h2>{t("trigger")}</h2>
      <p>{triggerSentence(trigger)}</p>
      <div className="dg-flow-option">
        <label htmlFor={id}>{t("startsOn")}</label>
        <NativeSelect id={id} value={trigger.type} onChange={({ target }) => onType(target.value)}>
          {types.triggers.map((one) => (
            <option key={one.id} value={one.id}>
              {typeName("trigger", one.id)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <OptionList
        {...rest}
        kind="trigger"
        type={trigger.type}
        schema={whole}
        names={Object.keys(whole.properties)}
        options={trigger}
        node={null}
        place="/trigger"
      />
    </>
  );
}
