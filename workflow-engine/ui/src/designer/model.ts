import type { DesignDocument } from "@dougong/kit/designer";
import type { Json, JsonObject } from "@dougong/kit/api";
import {
  begin,
  type Edge,
  end,
  exitsOf,
  forgetTargets,
  type TypeBook,
  withTarget,
} from "./exits.ts";
import { type Drawing, drawingOf, type Gap, type Placed, stepsOf, tokensOf } from "./layout.ts";
import { renamed } from "./names.ts";
import type { NodeDocument } from "./types.ts";

export type Labels = { zh?: string; en?: string };

export interface TriggerDocument extends JsonObject {
  type: string;
}

export interface WorkflowDocument extends DesignDocument {
  label?: Labels;
  trigger: TriggerDocument;
  nodes: NodeDocument[];
}

export interface Draft {
  workflow: WorkflowDocument;
}

/** Steps that belong together: one, and what stands in its ways. */
export interface Block {
  nodes: NodeDocument[];
  /** Edges that lead to whatever comes after it. */
  open: readonly Edge[];
}

const reserved = new Set(["record", end]);

export const newWorkflow = (
  key: string,
  label: Labels,
  trigger: TriggerDocument,
): WorkflowDocument => ({ key, label, trigger, nodes: [] });

export const nodeOf = (workflow: WorkflowDocument, id: string): NodeDocument | undefined =>
  workflow.nodes.find((node) => node.id === id);

const placedOf = (drawing: Drawing, id: string): Placed | undefined =>
  stepsOf(drawing.main).find((step) => step.id === id);

/** A name that no node has. */
export function freeId(nodes: readonly NodeDocument[], wanted: string): string {
  const taken = new Set([...nodes.map(({ id }) => id), ...reserved]);
  const stem = wanted.replace(/\d+$/, "").slice(0, 55) || "step";
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

const withNodes = (workflow: WorkflowDocument, nodes: NodeDocument[]): WorkflowDocument => ({
  ...workflow,
  nodes,
});

/** Nodes in which edges lead elsewhere; the beginning leads to the node that stands first. */
function redirect(
  nodes: readonly NodeDocument[],
  edges: readonly Edge[],
  target: string | null,
  book: TypeBook,
): NodeDocument[] {
  const changed = nodes.map((node) =>
    edges
      .filter(({ from }) => from === node.id)
      .reduce((after, { path }) => withTarget(after, path, target, book), node),
  );
  if (!edges.some(({ from }) => from === null)) return changed;
  const first = changed.find(({ id }) => id === target);
  return first ? [first, ...changed.filter((node) => node !== first)] : changed;
}

/** Where the first of the edges leads. */
function targetOf(nodes: readonly NodeDocument[], edge: Edge | undefined, book: TypeBook) {
  if (!edge) return null;
  if (edge.from === null) return nodes[0]?.id ?? null;
  const node = nodes.find(({ id }) => id === edge.from);
  const exits = node ? exitsOf(node, book) : [];
  return exits.find(({ path }) => path.join() === edge.path.join())?.target ?? null;
}

/** Puts a block between steps; what has no end can stand only where nothing follows. */
export function insertBlock(
  workflow: WorkflowDocument,
  edges: readonly Edge[],
  block: Block,
  book: TypeBook,
): WorkflowDocument {
  const [entry] = block.nodes;
  const { nodes } = workflow;
  const isThere = edges.every(({ from }) => from === null || nodes.some(({ id }) => id === from));
  const target = targetOf(nodes, edges[0], book);
  if (!entry || !isThere || (block.open.length === 0 && target !== null)) return workflow;
  const inner = redirect(block.nodes, block.open, target, book);
  const from = edges.map((edge) => nodes.findIndex(({ id }) => id === edge.from));
  const at = Math.max(-1, ...from) + 1;
  const all = [...nodes.slice(0, at), ...inner, ...nodes.slice(at)];
  return withNodes(workflow, redirect(all, edges, entry.id, book));
}

/** Adds a new step. */
export function insertStep(
  workflow: WorkflowDocument,
  gap: Gap,
  node: NodeDocument,
  book: TypeBook,
): WorkflowDocument {
  const [main] = exitsOf(node, book).filter(({ isMain }) => isMain);
  const open = main ? [{ from: node.id, path: main.path }] : [];
  return insertBlock(workflow, gap.edges, { nodes: [node], open }, book);
}

function reachedBy(nodes: readonly NodeDocument[], book: TypeBook): Set<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = nodes[0] ? [nodes[0].id] : [];
  const seen = new Set(found);
  for (const id of found) {
    const node = byId.get(id);
    for (const { target } of node ? exitsOf(node, book) : []) {
      if (target === null || seen.has(target) || !byId.has(target)) continue;
      seen.add(target);
      found.push(target);
    }
  }
  return seen;
}

/** What is left without a step, and the block that went: the step and what only it led to. */
export interface Removal {
  rest: WorkflowDocument;
  block: Block;
}

export function removeStep(workflow: WorkflowDocument, id: string, book: TypeBook): Removal | null {
  const { nodes } = workflow;
  const node = nodeOf(workflow, id);
  if (!node) return null;
  const placed = placedOf(drawingOf(nodes, book), id);
  const after = placed?.after?.target ?? null;
  const incoming = nodes.flatMap((one) =>
    exitsOf(one, book)
      .filter(({ target }) => target === id)
      .map(({ path }): Edge => ({ from: one.id, path })),
  );
  const edges = nodes[0] === node ? [...incoming, begin] : incoming;
  const before = reachedBy(nodes, book);
  const left = redirect(nodes, edges, after === id ? null : after, book).filter(
    (one) => one.id !== id,
  );
  const isEmptied = nodes[0] === node && (after === null || after === id);
  const still = isEmptied ? new Set<string>() : reachedBy(left, book);
  const gone = new Set([...before].filter((one) => !still.has(one)).concat(id));
  const kept = left.filter((one) => !gone.has(one.id));
  const block = [node, ...nodes.filter((one) => gone.has(one.id) && one !== node)];
  const open = (placed?.after?.edges ?? []).filter(({ from }) => from !== null && gone.has(from));
  return {
    rest: withNodes(
      workflow,
      kept.map((one) => forgetTargets(one, gone, book)),
    ),
    block: { nodes: block, open },
  };
}

/** Carries a step with what belongs to it to another place. */
export function moveStep(
  workflow: WorkflowDocument,
  id: string,
  gap: Gap,
  book: TypeBook,
): WorkflowDocument {
  const removal = removeStep(workflow, id, book);
  if (!removal) return workflow;
  const gone = new Set(removal.block.nodes.map((node) => node.id));
  const isInside = gap.edges.some(({ from }) => from !== null && gone.has(from));
  if (isInside) return workflow;
  const after = insertBlock(removal.rest, gap.edges, removal.block, book);
  const isSame = JSON.stringify(after) === JSON.stringify(workflow);
  return after === removal.rest || isSame ? workflow : after;
}

/** Carries a step past the nearest place above or below it. */
export function shiftStep(
  workflow: WorkflowDocument,
  id: string,
  direction: -1 | 1,
  book: TypeBook,
): WorkflowDocument {
  const tokens = tokensOf(drawingOf(workflow.nodes, book).main);
  const at = tokens.findIndex((token) => "step" in token && token.step.id === id);
  const ordered = direction < 0 ? tokens.slice(0, Math.max(0, at)).toReversed() : tokens.slice(at);
  const order = orderOf(workflow, book);
  for (const token of ordered) {
    if (!("gap" in token)) continue;
    const after = moveStep(workflow, id, token.gap, book);
    if (after !== workflow && orderOf(after, book) !== order) return after;
  }
  return workflow;
}

/** How the steps are read: their names with how deep each stands. */
function orderOf(workflow: WorkflowDocument, book: TypeBook): string {
  const tokens = tokensOf(drawingOf(workflow.nodes, book).main);
  return tokens
    .map((token) => ("gap" in token ? `(${token.gap.edges.length})` : token.step.id))
    .join();
}

/** The block with names that are free in a workflow, followed by everything inside that names them. */
function withFreeIds(workflow: WorkflowDocument, block: Block, book: TypeBook): Block {
  const names = new Map<string, string>();
  const taken = [...workflow.nodes];
  for (const node of block.nodes) {
    const id = freeId(taken, node.id);
    names.set(node.id, id);
    taken.push({ id, type: node.type });
  }
  const known = new Set(taken.map(({ id }) => id));
  const nodes = block.nodes.map((node) => {
    const named = renamed(node, names, book);
    return exitsOf(named, book)
      .filter(({ target }) => target !== null)
      .reduce((after, { path, target }) => {
        const next = names.get(target ?? "") ?? (known.has(target ?? "") ? target : null);
        return next === target ? after : withTarget(after, path, next, book);
      }, named);
  });
  const open = block.open.map(({ from, path }) => ({ from: names.get(from ?? "") ?? from, path }));
  return { nodes, open };
}

export const blockOf = (workflow: WorkflowDocument, id: string, book: TypeBook): Block | null =>
  removeStep(workflow, id, book)?.block ?? null;

/** Puts a copy of a block somewhere; gives the id of its first step too. */
export function pasteBlock(
  workflow: WorkflowDocument,
  gap: Gap,
  block: Block,
  book: TypeBook,
): { workflow: WorkflowDocument; id: string } | null {
  const copy = withFreeIds(workflow, block, book);
  const after = insertBlock(workflow, gap.edges, copy, book);
  return after === workflow ? null : { workflow: after, id: copy.nodes[0]?.id ?? "" };
}

export type Options = Readonly<Record<string, Json | undefined>>;

function withOptions<T extends JsonObject>(given: T, options: Options): T {
  const next: Record<string, Json | undefined> = { ...given };
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) delete next[name];
    else next[name] = value;
  }
  return JSON.stringify(next) === JSON.stringify(given) ? given : (next as T);
}

export function setNode(
  workflow: WorkflowDocument,
  id: string,
  options: Options,
): WorkflowDocument {
  let isChanged = false;
  const nodes = workflow.nodes.map((node) => {
    if (node.id !== id) return node;
    const after = withOptions(node, options);
    isChanged ||= after !== node;
    return after;
  });
  return isChanged ? withNodes(workflow, nodes) : workflow;
}

export function setTrigger(workflow: WorkflowDocument, options: Options): WorkflowDocument {
  const trigger = withOptions(workflow.trigger, options);
  return trigger === workflow.trigger ? workflow : { ...workflow, trigger };
}

export const setPart = (workflow: WorkflowDocument, options: Options): WorkflowDocument =>
  withOptions(workflow, options);

/** The gap after a step, or the last one of the workflow. */
export function gapAfter(
  workflow: WorkflowDocument,
  id: string | null,
  book: TypeBook,
): Gap | null {
  const drawing = drawingOf(workflow.nodes, book);
  const own = id === null ? null : placedOf(drawing, id);
  if (own) return own.after;
  const last = drawing.main.steps.at(-1);
  return last ? last.after : drawing.main.first;
}

/** What stands at a place of a document: the trigger, a step by its id, or nothing of both. */
export function placeAt(workflow: WorkflowDocument, pointer: string): string | undefined {
  if (pointer.startsWith("/trigger")) return triggerPlace;
  const index = /^\/nodes\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : workflow.nodes[Number(index)]?.id;
}

/** Stands for the trigger where steps are named by their ids. */
export const triggerPlace = "end";
