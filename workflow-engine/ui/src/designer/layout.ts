import { begin, type Edge, type Exit, exitsOf, type TypeBook } from "./exits.ts";
import type { NodeDocument } from "./types.ts";

/** A place between steps: what is put there comes after all these edges, before their target. */
export interface Gap {
  edges: readonly Edge[];
  target: string | null;
}

/** How a way ends: at its end, where ways meet again, nowhere (no gap), or at a step drawn elsewhere. */
export type Ending = "end" | "join" | "closed" | { goesTo: string };

/** Steps below each other. */
export interface Way {
  /** How this way is entered; null for the whole workflow. */
  exit: Exit | null;
  first: Gap;
  steps: readonly Placed[];
  ending: Ending;
}

/**
 * A step with the ways that part after it and meet again before what follows. Where they never meet,
 * what follows `next` is what follows the step, and the other ways end beside it.
 */
export interface Placed {
  id: string;
  ways: readonly Way[];
  after: Gap | null;
}

export interface Drawing {
  main: Way;
  /** Steps to which nothing leads. */
  loose: readonly string[];
}

type Graph = ReadonlyMap<string, readonly Exit[]>;

/** Targets that count for where ways meet: those that end count only where all do. */
function onward(graph: Graph, id: string): string[] {
  return (graph.get(id) ?? []).flatMap(({ target }) => (target === null ? [] : [target]));
}

/** Whether from somewhere the end is reached without passing a step. */
function reachesEnd(graph: Graph, from: readonly string[], without: string): boolean {
  const open = from.filter((id) => id !== without);
  const seen = new Set(open);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const next = onward(graph, id);
    if (next.length === 0) return true;
    for (const target of next) {
      if (target === without || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return false;
}

/** What is reached from somewhere, the nearest first. */
function reachable(graph: Graph, from: string): string[] {
  const found = [from];
  const seen = new Set(found);
  for (const id of found) {
    for (const target of onward(graph, id)) {
      if (seen.has(target)) continue;
      seen.add(target);
      found.push(target);
    }
  }
  return found;
}

/** The nearest step that all ways out of a step come to; null where they end apart. */
function joinOf(graph: Graph, id: string): string | null {
  const starts = [...new Set(onward(graph, id))];
  const [first, ...others] = starts;
  if (first === undefined) return null;
  const reached = others.map((start) => new Set(reachable(graph, start)));
  const candidates = reachable(graph, first).filter(
    (one) => one !== id && reached.every((set) => set.has(one)),
  );
  return candidates.find((one) => !reachesEnd(graph, starts, one)) ?? null;
}

const lastGap = (way: Way): Gap | null => {
  const last = way.steps.at(-1);
  return last ? last.after : way.first;
};

/** The workflow as steps below each other; every step is drawn once. */
export function drawingOf(nodes: readonly NodeDocument[], book: TypeBook): Drawing {
  const known = new Set(nodes.map(({ id }) => id));
  const graph = new Map(
    nodes.map((node) => [
      node.id,
      exitsOf(node, book).map((exit) =>
        exit.target !== null && !known.has(exit.target) ? { ...exit, target: null } : exit,
      ),
    ]),
  );
  const drawn = new Set<string>();

  function walk(exit: Exit | null, first: Gap, stop: string | null): Way {
    const steps: Placed[] = [];
    const ended = (ending: Ending): Way => ({ exit, first, steps, ending });
    for (let id = first.target; id !== null; ) {
      if (id === stop) return ended("join");
      if (drawn.has(id)) return ended({ goesTo: id });
      drawn.add(id);
      const placed = place(id);
      steps.push(placed);
      if (!placed.after) return ended("closed");
      id = placed.after.target;
    }
    return ended("end");
  }

  function place(id: string): Placed {
    const exits = graph.get(id) ?? [];
    const edge = ({ path }: Exit): Edge => ({ from: id, path });
    const [only] = exits;
    if (!only) return { id, ways: [], after: null };
    if (exits.length === 1 && only.isMain) {
      return { id, ways: [], after: { edges: [edge(only)], target: only.target } };
    }
    const join = joinOf(graph, id) ?? (only.isTrunk ? only.target : null);
    const meets = ({ exit, ending }: Way) =>
      ending === "join" || (join === null && ending === "end" && (!only.isTrunk || exit === only));
    const ways = exits
      .map((exit) => walk(exit, { edges: [edge(exit)], target: exit.target }, join))
      .map((way) => (meets(way) ? { ...way, ending: "join" as const } : way));
    const open = ways
      .filter(({ ending }) => ending === "join")
      .flatMap((way) => lastGap(way)?.edges ?? []);
    return { id, ways, after: open.length > 0 ? { edges: open, target: join } : null };
  }

  const main = walk(null, { edges: [begin], target: nodes[0]?.id ?? null }, null);
  return { main, loose: nodes.map(({ id }) => id).filter((id) => !drawn.has(id)) };
}

/** A step or a gap, in the order in which they are read. */
export type Token = { gap: Gap } | { step: Placed };

export function tokensOf(way: Way): Token[] {
  return [
    { gap: way.first },
    ...way.steps.flatMap((step): Token[] => [
      { step },
      ...step.ways.flatMap(tokensOf),
      ...(step.after ? [{ gap: step.after }] : []),
    ]),
  ];
}

export const stepsOf = (way: Way): Placed[] =>
  tokensOf(way).flatMap((token) => ("step" in token ? [token.step] : []));

export const gapsOf = (way: Way): Gap[] =>
  tokensOf(way).flatMap((token) => ("gap" in token ? [token.gap] : []));
