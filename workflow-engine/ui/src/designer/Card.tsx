import { MenuButton, type MenuButtonItem } from "@dougong/kit/ui";
import { useTranslation } from "@dougong/kit/i18n";
import type { JsonObject } from "@dougong/kit/api";
import type { ReactNode } from "react";
import { useFlow } from "./flow.ts";
import { ConditionParts } from "./options/ConditionInput.tsx";
import { type OptionSchema, shapeName } from "./types.ts";

export interface CardProps {
  id: string;
  kind: "trigger" | "node";
  name: string;
  sentence: string;
  options: JsonObject;
  schema: OptionSchema | undefined;
  isChosen?: boolean;
  isWrong?: boolean;
  items?: MenuButtonItem[];
  onChoose?: () => void;
  dragRef?: (element: Element | null) => void;
  /** How it went, where a run is shown. */
  state?: string;
  children?: ReactNode;
}

const conditionsOf = (options: JsonObject, schema: OptionSchema | undefined): string[] =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, option]) => {
    const value = options[name];
    const isOne = shapeName(option) === "condition" && typeof value === "string" && value !== "";
    return isOne ? [value] : [];
  });

/** A step or the trigger as people read it. */
export function Card(props: CardProps) {
  const { t } = useTranslation("workflowDesign");
  const { id, name, kind, isWrong = false, isChosen = false, onChoose, dragRef } = props;
  const conditions = conditionsOf(props.options, props.schema);
  const content = (
    <>
      <span className="dg-flow-name">
        {name}
        {isWrong && <span className="dg-flow-mark">{t("wrong")}</span>}
      </span>
      <span className="dg-flow-sentence">{props.sentence}</span>
    </>
  );
  return (
    <div
      ref={dragRef}
      className="dg-flow-card"
      data-step={id}
      data-kind={kind}
      data-type={String(props.options["type"])}
      data-chosen={isChosen}
      data-wrong={isWrong}
      data-state={props.state}
    >
      {onChoose ? (
        <button type="button" className="dg-flow-choose" aria-pressed={isChosen} onClick={onChoose}>
          {content}
        </button>
      ) : (
        <div className="dg-flow-choose">{content}</div>
      )}
      {conditions.map((text) => (
        <ConditionParts key={text} isTrigger={kind === "trigger"} text={text} />
      ))}
      {props.children}
      {props.items && (
        <div className="dg-flow-menu" data-undraggable>
          <MenuButton label={t("menuOf", { name })} items={props.items}>
            ⋯
          </MenuButton>
        </div>
      )}
    </div>
  );
}

/** What is known of the trigger, for its card. */
export function useTriggerCard(): CardProps {
  const { workflow, types, typeName, triggerSentence } = useFlow();
  const { trigger } = workflow;
  const schema = types.triggers.find(({ id }) => id === trigger.type)?.schema;
  const when: OptionSchema = { $ref: "condition" };
  return {
    id: "trigger",
    kind: "trigger",
    name: typeName("trigger", trigger.type),
    sentence: triggerSentence(trigger),
    options: trigger,
    schema: { ...schema, properties: { ...schema?.properties, when } },
  };
}
