import { registerTexts } from "@dougong/kit/i18n";
import type { NodeTypeUi, TriggerTypeUi } from "@dougong/kit/workflows";
import type { TypeBook } from "./exits.ts";
import type { WorkflowTypes } from "./types.ts";

interface TextTree {
  [key: string]: string | TextTree;
}

const nodes = import.meta.glob<NodeTypeUi>("../node-types/*/definition.ts", {
  eager: true,
  import: "default",
});
const triggers = import.meta.glob<TriggerTypeUi>("../trigger-types/*/definition.ts", {
  eager: true,
  import: "default",
});
const texts = import.meta.glob<TextTree>("../*-types/*/locales/*.json", {
  eager: true,
  import: "default",
});

for (const [path, tree] of Object.entries(texts)) {
  const [, kind = "", id = "", , file = ""] = path.split("/");
  const language = file.replace(".json", "");
  const part = { [kind.replace("-types", "")]: { [id]: tree } };
  registerTexts("workflowTypes", {
    zh: language === "zh" ? part : {},
    en: language === "en" ? part : {},
  });
}

const byId = <T extends { id: string }>(found: Record<string, T>) =>
  new Map(Object.values(found).map((one) => [one.id, one]));

/** Types of nodes that have a folder, by id. */
export const nodeUis: ReadonlyMap<string, NodeTypeUi> = byId(nodes);
export const triggerUis: ReadonlyMap<string, TriggerTypeUi> = byId(triggers);

/** What the server says of the types, with what their folders add. */
export const bookOf = (types: WorkflowTypes): TypeBook => ({
  shape: (type) => types.nodes.find(({ id }) => id === type),
  named: (shape) => types.shapes[shape],
  always: (type) => nodeUis.get(type)?.always ?? [],
});
