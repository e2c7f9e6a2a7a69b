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
  const types = useFieldTypes();
  const entity = conditionEntity(useFlow(), isTrigger, text);
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

/** A condition, built by choosing. */
export function ConditionInput({ id, name, node, value, onSet }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const flow = useFlow();
  const [isOpen, setIsOpen] = useState(false);
  const text = typeof value === "string" ? value : "";
  const entity = conditionEntity(flow, node === null, text);
  return (
    <>
      {text !== "" && <ConditionParts isTrigger={node === null} text={text} />}
      <Button id={id} aria-haspopup="dialog" disabled={!entity} onClick={() => setIsOpen(true)}>
        {t(text === "" ? "setCondition" : "changeCondition")}
      </Button>
      {isOpen && entity && (
        <FilterDialog
          entity={entity}
          filter={text}
          title={name}
          isChecked={node === null}
          onApply={(filter) => onSet(filter || (node === null ? undefined : ""))}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
