import type { JsonObject } from "./json.ts";
import { request } from "./client.ts";

/** Text by language, or text already in the reader's language. */
export type Label = string | { [language: string]: string | undefined };

export interface OptionMetadata {
  value: string;
  label: Label;
  color?: string;
  kind?: "won" | "lost" | "open";
  archived?: boolean;
  /** Of a stage: what comes next, in words. */
  next?: Label;
  /** Of a stage: fields that have a value before it is left. */
  required?: string[];
  /** Of a stage: values of the checklist that are done before it is left. */
  checks?: string[];
}

export interface GroupMetadata {
  key: string;
  label: Label;
}

/** A condition or formula: the checked tree as JSON, interpreted in the browser. */
export type ExpressionTree = JsonObject;

/** One field as its reader may use it; options of the type come along by their own names. */
export interface FieldMetadata {
  key: string;
  id?: number;
  type: string;
  kind?: string;
  label?: Label;
  help?: Label;
  group?: string;
  required?: boolean;
  unique?: boolean;
  readOnly?: boolean;
  /** Every record has it: id, version, who and when, owner, organisation unit. */
  system?: boolean;
  /** `masked`: a part of the values is shown, and whole new ones may be entered. */
  right?: "masked" | "read" | "write";
  /** Whether a role may be shown a part of the values only. */
  maskable?: boolean;
  /** Coarser groups that reports can make of its values, by name; the coarsest is first. */
  groupings?: string[];
  options?: OptionMetadata[];
  stages?: OptionMetadata[];
  /** Of stages: the field whose values are the checks that are done. */
  checklist?: string;
  /** Of stages: the field in which somebody says why something is left out. */
  skipReason?: string;
  fields?: FieldMetadata[];
  /** Entity key that a reference, lookup or rollup points to. */
  target?: string;
  entity?: string;
  result?: string;
  /** The field whose looks a lookup or rollup takes over; found when the snapshot is read. */
  shownAs?: FieldMetadata;
  via?: string;
  of?: string;
  aggregate?: string;
  expression?: string;
  tree?: ExpressionTree;
  visible?: ExpressionTree;
  requiredWhen?: ExpressionTree;
  default?: unknown;
  defaultTree?: ExpressionTree;
  /** References beside the field through which its default reads. */
  defaultVia?: string[];
  [option: string]: unknown;
}

export interface RuleMetadata {
  when: ExpressionTree;
  field?: string;
  message: Label;
}

/** A list of words that is put on and off on a record's page. */
export interface TapMetadata {
  field: string;
  /** Records whose field is a word each; absent where the options of the field are offered. */
  words?: { entity: string; field: string; filter?: string };
}

/** Records that are looked up beside a record. */
export interface HelpMetadata {
  label?: Label;
  entity: string;
  filter?: string;
  match: { field: string; with: string }[];
  /** Whether nothing but what matches is shown. */
  only: boolean;
  show: string[];
  read: string[];
}

export interface EntityMetadata {
  key: string;
  id?: number;
  label: Label;
  title?: string;
  naturalKey?: string[];
  /** Fields at the top of a record's page. */
  keyFigures?: string[];
  taps?: TapMetadata[];
  help?: HelpMetadata[];
  groups?: GroupMetadata[];
  fields: FieldMetadata[];
  rules?: RuleMetadata[];
  rights?: {
    create?: boolean;
    update?: boolean;
    delete?: boolean;
    export?: boolean;
    import?: boolean;
    /** Whether masked values may be uncovered, one record at a time. */
    reveal?: boolean;
  };
}

export interface FormSectionMetadata {
  section?: Label;
  columns?: number;
  visible?: ExpressionTree;
  fields: (string | { field: string; span?: number })[];
}

/** What holds where a condition holds; without `when` only the server knows. */
export interface FormRuleMetadata {
  when?: ExpressionTree;
  show?: string[];
  require?: string[];
  readOnly?: string[];
  offer?: { field: string; values: string[] }[];
  set?: { field: string; value: ExpressionTree }[];
}

export interface FormMetadata {
  key: string;
  entity: string;
  label?: Label;
  description?: Label;
  layout: FormSectionMetadata[];
  rules?: FormRuleMetadata[];
  devices?: string[];
  /** A phone begins a new record with it. */
  quick?: boolean;
}

export interface ViewMetadata {
  key: string;
  entity: string;
  label?: Label;
  type?: string;
  /** What the type of the view needs to know. */
  options?: unknown;
  columns?: (string | { field: string; width?: number })[];
  filter?: string;
  sort?: string[];
  filters?: { key: string; label: Label; filter: string; sort?: string[] }[];
}

export interface MenuItemMetadata {
  key?: string;
  label?: Label;
  icon?: string;
  entity?: string;
  view?: string;
  /** Key; menus of a reader have only those that may be opened. */
  dashboard?: string;
  items?: MenuItemMetadata[];
}

export interface MenuMetadata {
  key: string;
  label?: Label;
  items: MenuItemMetadata[];
  /** Keys of the entities in the phone's bottom bar, in order. */
  phone?: string[];
}

export interface MetadataSnapshot {
  version: number | string;
  entities: EntityMetadata[];
  forms?: FormMetadata[];
  views?: ViewMetadata[];
  menus?: MenuMetadata[];
}

/** The fields that the entity's document names, without those that every record has. */
export const ownFields = (entity: EntityMetadata): FieldMetadata[] =>
  entity.fields.filter((field) => field.system !== true);

const technical = new Set(["id", "version"]);

/** What people may choose as a column or condition: all but the technical fields. */
export const choosableFields = (entity: EntityMetadata): FieldMetadata[] =>
  entity.fields.filter((field) => field.system !== true || !technical.has(field.key));

export function fetchMetadata(): Promise<MetadataSnapshot> {
  return request<MetadataSnapshot>("/api/meta/snapshot");
}
