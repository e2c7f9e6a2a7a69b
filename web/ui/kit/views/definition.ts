import type { ComponentType } from "react";
import type { EntityMetadata, ListQuery, ViewMetadata } from "../api/index.ts";

export interface ViewProps {
  entity: EntityMetadata;
  view: ViewMetadata;
  /** Which records, and in which order; `fields` are the columns of the view. */
  query: ListQuery;
}

/** How a type of view shows records; one folder each, found by glob. `View` is loaded when needed. */
export interface ViewTypeDefinition {
  id: string;
  View: ComponentType<ViewProps>;
}
