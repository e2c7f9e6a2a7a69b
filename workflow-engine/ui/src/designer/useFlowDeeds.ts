import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import type { DraftEditing } from "@dougong/kit/designer";
import { ownFields } from "@dougong/kit/api";
import { useState } from "react";
import type { Flow } from "./flow.ts";
import { drawingOf, type Gap, gapsOf } from "./layout.ts";
import {
  type Block,
  blockOf,
  type Draft,
  freeId,
  gapAfter,
  insertStep,
  moveStep,
  nodeOf,
  type Options,
  pasteBlock,
  removeStep,
  setNode,
  setPart,
  setTrigger,
  shiftStep,
  triggerPlace,
  type TriggerDocument,
  type WorkflowDocument,
} from "./model.ts";
import { nodeUis, triggerUis } from "./uiTypes.ts";
import type { NodeDocument } from "./types.ts";

const kind = "dougong/steps";

/** What was copied last, for where the browser keeps its clipboard to itself. */
let copied: string | null = null;

async function clipboardText(): Promise<string | null> {
  try {
    return (await navigator.clipboard.readText()) || copied;
  } catch {
    return copied;
  }
}

function readBlock(text: string | null): Block | null {
  try {
    const found = JSON.parse(text ?? "") as { kind?: string; block?: Block };
    return found.kind === kind && found.block ? found.block : null;
  } catch {
    return null;
  }
}

/** What can be done to a workflow; each deed is one step that has a name. A new one begins with its trigger. */
export function useFlowDeeds(editing: DraftEditing<Draft>, flow: Flow, isNew: boolean) {
  const { t } = useTranslation("workflowDesign");
  const [chosen, setChosen] = useState<string | null>(isNew ? triggerPlace : null);
  const { workflow } = editing.draft;
  const { book, nameOf } = flow;

  const act = (label: string, after: WorkflowDocument | null | undefined, merge?: string) => {
    if (after && after !== workflow) editing.act(label, { workflow: after }, merge);
  };

  function add(type: string, gap: Gap | null) {
    if (!gap) return;
    const begun = nodeUis.get(type)?.begin?.(flow.words("node", type)) ?? {};
    const node: NodeDocument = { id: freeId(workflow.nodes, type), type, ...begun };
    const after = insertStep(workflow, gap, node, book);
    if (after === workflow) return;
    act(t("step.add", { name: flow.typeName("node", type) }), after);
    setChosen(node.id);
  }

  function remove(id: string) {
    const removal = removeStep(workflow, id, book);
    if (!removal) return;
    const others = removal.block.nodes.length - 1;
    const name = nameOf(id);
    act(t("step.remove", { name }), removal.rest);
    setChosen(null);
    if (others > 0) showToast({ text: t("removedWith", { name, count: others }) });
  }

  function copy(id: string) {
    const block = blockOf(workflow, id, book);
    if (!block) return;
    copied = JSON.stringify({ kind, block });
    void navigator.clipboard?.writeText(copied).catch(() => undefined);
    showToast({ text: t("copied", { name: nameOf(id) }) });
  }

  function put(label: string, gap: Gap | null, block: Block | null) {
    const pasted = gap && block && pasteBlock(workflow, gap, block, book);
    if (!pasted) return;
    act(label, pasted.workflow);
    setChosen(pasted.id);
  }

  function drop(item: string, place: string) {
    const [what, name = ""] = item.split(":");
    const gap = gapsOf(drawingOf(workflow.nodes, book).main)[Number(place.split(":")[1])] ?? null;
    if (what === "type") add(name, gap);
    else if (gap) act(t("step.move", { name: nameOf(name) }), moveStep(workflow, name, gap, book));
  }

  return {
    workflow,
    chosen:
      chosen !== null && (chosen === triggerPlace || nodeOf(workflow, chosen)) ? chosen : null,
    choose: setChosen,
    add,
    addAfter: (type: string) => add(type, gapAfter(workflow, chosen, book)),
    remove,
    copy,
    paste: async (after: string | null) =>
      put(t("step.paste"), gapAfter(workflow, after, book), readBlock(await clipboardText())),
    duplicate: (id: string) =>
      put(
        t("step.duplicate", { name: nameOf(id) }),
        gapAfter(workflow, id, book),
        blockOf(workflow, id, book),
      ),
    shift: (id: string, direction: -1 | 1) =>
      act(t("step.move", { name: nameOf(id) }), shiftStep(workflow, id, direction, book)),
    drop,
    change: (id: string, options: Options, merge?: string) =>
      act(t("step.change", { name: nameOf(id) }), setNode(workflow, id, options), merge),
    changeTrigger: (options: Options, merge?: string) =>
      act(t("step.trigger"), setTrigger(workflow, options), merge),
    changeType: (type: string) =>
      act(t("step.trigger"), {
        ...workflow,
        trigger: {
          ...newTrigger(type, workflow.trigger["entity"], flow),
          ...(workflow.trigger["when"] === undefined ? {} : { when: workflow.trigger["when"] }),
        },
      }),
    rename: (label: Record<string, string>, merge: string) =>
      act(t("step.rename"), setPart(workflow, { label }), merge),
  };
}

export type FlowDeeds = ReturnType<typeof useFlowDeeds>;

/** A trigger of a type over the records of an entity, as it is most often wanted. */
export function newTrigger(
  type: string,
  entity: unknown,
  { metadata }: Pick<Flow, "metadata">,
): TriggerDocument {
  const known = metadata.entity(typeof entity === "string" ? entity : undefined);
  const begun = triggerUis.get(type)?.begin?.(known ? [...ownFields(known), ...known.fields] : []);
  return { type, ...(known ? { entity: known.key } : {}), ...begun };
}
