import { useWorkspace } from "@dougong/kit/api";
import { FieldServicesProvider, type RecordCreatorProps } from "@dougong/kit/fields";
import { type ComponentType, createContext, type ReactNode, useContext, useMemo } from "react";
import { evaluatorOf } from "./evaluator.ts";
import { fieldTypes } from "./fieldTypes.ts";
import { LiveRules } from "./live.ts";

const RulesContext = createContext<LiveRules | null>(null);

/** What formulas, defaults and conditions say, for the form below and the tables in it. */
export function LiveRulesHost(props: {
  Creator?: ComponentType<RecordCreatorProps> | undefined;
  children: ReactNode;
}) {
  const { Creator, children } = props;
  const workspace = useWorkspace();
  const rules = useMemo(
    () => new LiveRules(fieldTypes, evaluatorOf(workspace, fieldTypes)),
    [workspace],
  );
  const services = useMemo(
    () => ({
      types: fieldTypes,
      compute: rules.compute.bind(rules),
      defaults: rules.defaults.bind(rules),
      Creator,
    }),
    [rules, Creator],
  );
  return (
    <RulesContext value={rules}>
      <FieldServicesProvider services={services}>{children}</FieldServicesProvider>
    </RulesContext>
  );
}

export function useLiveRules(): LiveRules {
  const rules = useContext(RulesContext);
  if (rules === null) throw new Error("No LiveRulesHost above this component");
  return rules;
}
