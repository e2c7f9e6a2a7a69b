import { type JsonObject, type Metadata, useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import type { StepWords } from "@dougong/kit/workflows";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { listRoles, type RoleItem } from "./api.ts";
import type { Exit, TypeBook } from "./exits.ts";
import { exitsOf } from "./exits.ts";
import { nodeOf, type WorkflowDocument } from "./model.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { fetchWorkflowTypes, type NodeDocument, type WorkflowTypes } from "./types.ts";
import { bookOf, nodeUis, triggerUis } from "./uiTypes.ts";
import { makeWords } from "./words.ts";

/** Everything that a view of a workflow needs to speak of it. */
export interface Flow {
  workflow: WorkflowDocument;
  types: WorkflowTypes;
  book: TypeBook;
  scope: Scope;
  metadata: Metadata;
  roles: readonly RoleItem[];
  /** Words for a type; its own texts come first. */
  words: (kind: "node" | "trigger", type: string) => StepWords;
  nameOf: (id: string) => string;
  typeName: (kind: "node" | "trigger", type: string) => string;
  sentence: (node: NodeDocument) => string;
  triggerSentence: (trigger: JsonObject & { type: string }) => string;
  wayName: (node: NodeDocument, exit: Exit) => string;
}

/** What the server and roles say; needed before anything can be shown. */
export interface FlowSources {
  types: WorkflowTypes;
  roles: RoleItem[];
}

/** Types change with the build only; roles seldom. */
export const useFlowSources = () =>
  useQuery({
    queryKey: ["design", "workflow-sources"],
    queryFn: async (): Promise<FlowSources> => {
      const [types, roles] = await Promise.all([fetchWorkflowTypes(), listRoles()]);
      return { types, roles };
    },
    staleTime: 60_000,
  });

export function useFlowOf(workflow: WorkflowDocument, { types, roles }: FlowSources): Flow {
  const { t: say } = useTranslation("workflowDesign");
  const { t: typeText, i18n } = useTranslation("workflowTypes");
  const { metadata } = useWorkspace();
  const book = bookOf(types);

  const typeName = (kind: "node" | "trigger", type: string): string =>
    typeText(`${kind}.${type}.name`, { defaultValue: type });
  const nameOf = (id: string): string => {
    const node = nodeOf(workflow, id);
    return node ? labelText(node["label"] as never, typeName("node", node.type)) : id;
  };
  const scope = scopeOf(workflow, metadata, book, nameOf);
  const common = makeWords({
    say: (key, places) => say(key, places ?? {}),
    typeText: (key, places) => typeText(key, places ?? {}),
    scope,
    metadata,
    roles,
    callables: types.callables,
    segments: types.segments,
    hooks: types.hooks,
    forms: types.forms,
    channels: types.channels,
    channelNames: Object.fromEntries(
      Object.entries(types.channelLabels ?? {}).map(([key, label]) => [
        key,
        labelText(label ?? undefined, key),
      ]),
    ),
  });
  const words = (kind: "node" | "trigger", type: string): StepWords => ({
    ...common,
    t: (key, places) => typeText(`${kind}.${type}.${key}`, places ?? {}),
  });

  function wayName(node: NodeDocument, exit: Exit): string {
    const [property, index, inner] = exit.path;
    if (property === "onError") return say("way.onError");
    if (index !== undefined && inner !== undefined) {
      const entry = (node[property] as JsonObject[])[index];
      return labelText(entry?.["label"] as never, String(entry?.["value"] ?? index + 1));
    }
    const ways = exitsOf(node, book).filter(({ path }) => path[1] !== undefined);
    const wanted = exit.isMain && ways.length > 0 ? `${property}Other` : property;
    const known = [`way.${wanted}`, `option.${property}`]
      .map((key) => `node.${node.type}.${key}`)
      .find((key) => i18n.exists(key, { ns: "workflowTypes" }));
    if (known !== undefined) return typeText(known);
    if (exit.isTrunk) return say("way.next");
    return book.shape(node.type)?.schema.properties?.[property]?.description ?? property;
  }

  return {
    workflow,
    types,
    book,
    scope,
    metadata,
    roles,
    words,
    nameOf,
    typeName,
    wayName,
    sentence: (node) =>
      nodeUis.get(node.type)?.sentence(node, words("node", node.type)) ?? node.type,
    triggerSentence: (trigger) =>
      triggerUis.get(trigger.type)?.sentence(trigger, words("trigger", trigger.type)) ??
      trigger.type,
  };
}

const FlowContext = createContext<Flow | null>(null);

export const FlowProvider = FlowContext;

export function useFlow(): Flow {
  const flow = useContext(FlowContext);
  if (flow === null) throw new Error("No FlowProvider above this component");
  return flow;
}
