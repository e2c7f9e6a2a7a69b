import type { EntityMetadata } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, FilterDialog, readFilter } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useState } from "react";
import { type Flow, useFlow } from "../flow.ts";
import { readable } from "../names.ts";
import { conditionScope } from "../scope.ts";
import type { InputProps } from "./optionProps.ts";
import { entityBeside } from "./siblings.ts";

/** What a condition may name: of a trigger the fields of its record, of a step all names. */
export function conditionEntity(
  flow: Flow,
  isTrigger: boolean,
  text: string,
): EntityMetadata | null {
  if (!isTrigger) return conditionScope(flow.scope, text);
  return flow.metadata.entity(String(flow.workflow.trigger["entity"] ?? "")) ?? null;
}

const notNull = /!\(([a-z][\w.]*) == null\)/g;

/** A condition in words, one part below the other; what words cannot say as it is written. */
export function ConditionParts({ isTrigger, text }: { isTrigger: boolean; text: string }) {
  return <Parts entity={conditionEntity(useFlow(), isTrigger, text)} text={text} />;
}

function Parts({ entity, text }: { entity: EntityMetadata | null; text: string }) {
  const types = useFieldTypes();
  const nameOf = (path: string) => {
    const field = entity?.fields.find(({ key }) => key === path);
    return field && labelText(field.label, path);
  };
  const said = text.replace(notNull, "$1 != null");
  const parts = entity ? readFilter(said, entity, types) : [{ text }];
  return (
    <ul className="dg-flow-conditions">
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
        <li key={at}>
          {"text" in part ? (
            <code>{readable(part.text, nameOf)}</code>
          ) : (
            entity && <ConditionText entity={entity} condition={part.condition} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface BuilderProps extends InputProps {
  entity: EntityMetadata | null | undefined;
  /** The server knows the entity and can check the condition while it is built. */
  isChecked: boolean;
}

/** A condition over the fields of an entity, built by choosing. */
function ConditionBuilder(props: BuilderProps) {
  const { t } = useTranslation("workflowDesign");
  const [isOpen, setIsOpen] = useState(false);
  const { id, name, value, entity, isChecked, onSet } = props;
  const text = typeof value === "string" ? value : "";
  return (
    <>
      {text !== "" && entity && <Parts entity={entity} text={text} />}
      <Button id={id} aria-haspopup="dialog" disabled={!entity} onClick={() => setIsOpen(true)}>
        {t(text === "" ? "setCondition" : "changeCondition")}
      </Button>
      {isOpen && entity && (
        <FilterDialog
          entity={entity}
          filter={text}
          title={name}
          isChecked={isChecked}
          onApply={(filter) => onSet(filter || (isChecked ? undefined : ""))}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** A condition of the trigger on its record, or of a step over all names. */
export function ConditionInput(props: InputProps) {
  const flow = useFlow();
  const isTrigger = props.node === null;
  const text = typeof props.value === "string" ? props.value : "";
  return (
    <ConditionBuilder
      {...props}
      entity={conditionEntity(flow, isTrigger, text)}
      isChecked={isTrigger}
    />
  );
}

/** A condition over the fields of the entity, or of the record, that stands beside it. */
export function OwnConditionInput(props: InputProps) {
  return <ConditionBuilder {...props} entity={entityBeside(props, useFlow())} isChecked />;
}
