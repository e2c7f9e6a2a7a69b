import { labelText, useTranslation } from "@dougong/kit/i18n";
import { type ReactNode } from "react";
import { type Flow, FlowProvider, useFlow } from "../flow.ts";
import type { NamedField, Scope } from "../scope.ts";
import { targetOf } from "../scope.ts";
import { ConditionInput } from "./ConditionInput.tsx";
import type { InputProps, OptionProps } from "./optionProps.ts";
import { siblingShape } from "./siblings.ts";
import { ValuesInput } from "./ValuesInput.tsx";

/** The entity whose table an option is about: that of the record beside it, or of the workflow. */
export function tableOwner(props: OptionProps, flow: Flow) {
  const record = siblingShape(props, "record");
  const field = record === undefined ? undefined : flow.scope.find(String(record))?.field;
  return field ? flow.metadata.entity(targetOf(field)) : (flow.scope.about ?? undefined);
}

/** The names of the workflow, and before them those of a row. */
function withRow(scope: Scope, row: readonly NamedField[]): Scope {
  const own = new Map(row.map((one) => [one.path, one]));
  return {
    ...scope,
    fields: [...row, ...scope.fields],
    find: (path) => own.get(path) ?? scope.find(path),
  };
}

/** What stands inside may name a row of the table beside it. */
function InRow({ option, children }: { option: OptionProps; children: ReactNode }) {
  const { t } = useTranslation("workflowDesign");
  const flow = useFlow();
  const key = String(siblingShape(option, "tableField") ?? "");
  const table = tableOwner(option, flow)?.fields.find((field) => field.key === key);
  const row: NamedField[] = [
    ...(table?.fields ?? []).map((field) => ({
      path: `row.${field.key}`,
      name: t("row.field", { field: labelText(field.label, field.key) }),
      field,
    })),
    {
      path: "rowNumber",
      name: t("row.number"),
      field: { key: "rowNumber", type: "integer", kind: "integer" },
    },
  ];
  return (
    <FlowProvider value={{ ...flow, scope: withRow(flow.scope, row) }}>{children}</FlowProvider>
  );
}

export const RowConditionInput = (props: InputProps) => (
  <InRow option={props}>
    <ConditionInput {...props} />
  </InRow>
);

export const RowValuesInput = (props: InputProps) => (
  <InRow option={props}>
    <ValuesInput {...props} />
  </InRow>
);
