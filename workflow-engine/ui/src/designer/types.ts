import { type JsonObject, type Label, request } from "@dougong/kit/api";

/** What an option is, as the server's schema says it; a shape is named by its reference. */
export interface OptionSchema {
  $ref?: string;
  type?: string;
  enum?: string[];
  items?: OptionSchema;
  properties?: Readonly<Record<string, OptionSchema>>;
  required?: string[];
  description?: string;
  minimum?: number;
  maximum?: number;
}

/** A type of node; the server says what options it has and whether it leads to `next`. */
export interface NodeTypeShape {
  id: string;
  goesOn: boolean;
  schema: OptionSchema;
}

export interface TriggerTypeShape {
  id: string;
  schema: OptionSchema;
}

/** A document with its name and the entity that it is about. */
export interface NamedDocument {
  key: string;
  label?: Label | null;
  entity?: string | null;
}

export interface WorkflowTypes {
  nodes: NodeTypeShape[];
  triggers: TriggerTypeShape[];
  /** Workflows that people or other workflows start. */
  callables: NamedDocument[];
  segments: NamedDocument[];
  hooks: NamedDocument[];
  forms: NamedDocument[];
  /** Connectors of programs that steps may call. */
  services: NamedDocument[];
  /** Connectors, and channels that need none. */
  channels: string[];
  /** Names of the connectors. */
  channelLabels?: Readonly<Record<string, Label | null>>;
  /** Shapes that schemas name; `common` holds what every node has. */
  shapes: Readonly<Record<string, OptionSchema>>;
}

export const fetchWorkflowTypes = (): Promise<WorkflowTypes> => request("/api/workflow-types");

/** A node as the document says it; what the designer does not know stays as it is. */
export interface NodeDocument extends JsonObject {
  id: string;
  type: string;
}

/** Name of the shape that a schema refers to; empty where it says itself what it is. */
export const shapeName = (schema: OptionSchema): string => schema.$ref?.split("/").at(-1) ?? "";

const targetShape = "target";

/** Where an option of a type may lead: to its property, or to one in each entry of a list. */
export interface ExitPlace {
  property: string;
  inner: string | null;
}

/** The options of a type that lead somewhere, from its schema. */
export function exitPlaces(schema: OptionSchema): ExitPlace[] {
  return Object.entries(schema.properties ?? {}).flatMap(([property, option]): ExitPlace[] => {
    if (shapeName(option) === targetShape) return [{ property, inner: null }];
    return Object.entries(option.items?.properties ?? {})
      .filter(([, part]) => shapeName(part) === targetShape)
      .map(([inner]) => ({ property, inner }));
  });
}

/** Options that list nodes without leading to them by themselves. */
export const listsOfTargets = (schema: OptionSchema): string[] =>
  Object.entries(schema.properties ?? {})
    .filter(([, option]) => option.items !== undefined && shapeName(option.items) === targetShape)
    .map(([property]) => property);
