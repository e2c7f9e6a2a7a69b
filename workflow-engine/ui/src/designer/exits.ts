import type { Json, JsonObject } from "@dougong/kit/api";
import {
  exitPlaces,
  listsOfTargets,
  type NodeDocument,
  type NodeTypeShape,
  type OptionSchema,
} from "./types.ts";

/** The name that ends a way. */
export const end = "end";

/** Where in a node it is said where a way leads. */
export type ExitPath = readonly [property: string, index?: number, inner?: string];

/** A way out of a node; what leads to null ends there. */
export interface Exit {
  path: ExitPath;
  target: string | null;
  /** The way that new steps are put into. */
  isMain: boolean;
  /** `next`: the way that is taken where nothing else happens. */
  isTrunk: boolean;
}

/** An edge by where it begins; null is the beginning of the workflow. */
export interface Edge {
  from: string | null;
  path: ExitPath;
}

export const begin: Edge = { from: null, path: ["next"] };

/** What is known of the types of nodes; of a type that is not known, that it goes on. */
export interface TypeBook {
  shape: (type: string) => NodeTypeShape | undefined;
  /** A shape that schemas name. */
  named: (shape: string) => OptionSchema | undefined;
  /** Options that are ways out even while they say nothing. */
  always: (type: string) => readonly string[];
}

const mainPath: ExitPath = ["next"];
const errorPath: ExitPath = ["onError"];

const said = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

const reached = (value: string | undefined): string | null =>
  value === undefined || value === end ? null : value;

export function valueAt(
  node: NodeDocument,
  [property, index, inner]: ExitPath,
): string | undefined {
  const value = node[property];
  if (index === undefined || inner === undefined) return said(value);
  const entry = Array.isArray(value) ? value[index] : undefined;
  return said((entry as JsonObject | undefined)?.[inner]);
}

/** The ways out of a node, in the order in which they are drawn. */
export function exitsOf(node: NodeDocument, book: TypeBook): Exit[] {
  const shape = book.shape(node.type);
  const goesOn = shape?.goesOn ?? true;
  const always = book.always(node.type);
  const paths: ExitPath[] = exitPlaces(shape?.schema ?? {}).flatMap(({ property, inner }) => {
    if (inner === null) {
      const isExit = !goesOn || always.includes(property) || node[property] !== undefined;
      return isExit ? [[property] as const] : [];
    }
    const entries = Array.isArray(node[property]) ? node[property] : [];
    return entries.flatMap((_, index) => {
      const path: ExitPath = [property, index, inner];
      return valueAt(node, path) === undefined ? [] : [path];
    });
  });
  return [
    ...(goesOn ? [mainPath] : []),
    ...paths,
    ...(node["onError"] === undefined ? [] : [errorPath]),
  ].map((path, at) => ({
    path,
    target: reached(valueAt(node, path)),
    isMain: at === 0 && path !== errorPath,
    isTrunk: path === mainPath,
  }));
}

/** The node with one way leading elsewhere. */
export function withTarget(
  node: NodeDocument,
  path: ExitPath,
  target: string | null,
  book: TypeBook,
): NodeDocument {
  const [property, index, inner] = path;
  const goesOn = book.shape(node.type)?.goesOn ?? true;
  if (index === undefined || inner === undefined) {
    const isPlain = property === mainPath[0] || (!goesOn && property !== errorPath[0]);
    if (target === null && isPlain) {
      const { [property]: _before, ...rest } = node;
      return rest as NodeDocument;
    }
    return { ...node, [property]: target ?? end };
  }
  const entries = node[property] as JsonObject[];
  const changed = entries.map((entry, at) =>
    at === index ? { ...entry, [inner]: target ?? end } : entry,
  );
  return { ...node, [property]: changed };
}

/** The node without a word about nodes that are gone. */
export function forgetTargets(
  node: NodeDocument,
  gone: ReadonlySet<string>,
  book: TypeBook,
): NodeDocument {
  const lists = listsOfTargets(book.shape(node.type)?.schema ?? {});
  let after = node;
  for (const property of lists) {
    const targets = node[property];
    if (!Array.isArray(targets)) continue;
    const left = targets.filter((target) => !gone.has(String(target)));
    if (left.length === targets.length) continue;
    const { [property]: _before, ...rest } = after;
    after = (left.length > 0 ? { ...after, [property]: left } : rest) as NodeDocument;
  }
  return after;
}
