import type { ComponentType } from "react";
import type {
  EntityMetadata,
  FieldMetadata,
  JsonObject,
  ListQuery,
  ViewMetadata,
} from "../api/index.ts";
import type { FieldTypes } from "../fields/index.ts";

export interface ViewProps {
  entity: EntityMetadata;
  view: ViewMetadata;
  /** Which records, and in which order; `fields` are the columns of the view. */
  query: ListQuery;
}

export interface ViewOptionsProps {
  entity: EntityMetadata;
  options: JsonObject;
  onChange: (options: JsonObject) => void;
}

/** How a type of view shows records; one folder each, found by glob. `View` is loaded when needed. */
export interface ViewTypeDefinition {
  id: string;
  label: { zh: string; en: string };
  View: ComponentType<ViewProps>;
  /** Options of a new view over such fields; null where they have nothing that the type needs. */
  begin: (fields: readonly FieldMetadata[], types: FieldTypes) => JsonObject | null;
  /** Changes the options, for who designs a view; loaded when needed. */
  Options: ComponentType<ViewOptionsProps>;
}
