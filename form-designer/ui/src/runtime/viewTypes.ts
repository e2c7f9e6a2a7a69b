import type { ViewMetadata } from "@dougong/kit/api";
import type { ViewTypeDefinition } from "@dougong/kit/views";

const found = import.meta.glob<ViewTypeDefinition>("../view-types/*/definition.ts", {
  eager: true,
  import: "default",
});

const byId = new Map(Object.values(found).map((definition) => [definition.id, definition]));

/** What shows a view; undefined where it is the table that every list has. */
export const viewTypeOf = (view: ViewMetadata | undefined): ViewTypeDefinition | undefined =>
  byId.get(view?.type ?? "");
