import type { FieldMetadata, JsonObject, ViewMetadata } from "@dougong/kit/api";
import type { FieldTypes } from "@dougong/kit/fields";
import type { ViewTypeDefinition } from "@dougong/kit/views";

const found = import.meta.glob<ViewTypeDefinition>("../view-types/*/definition.ts", {
  eager: true,
  import: "default",
});

const byId = new Map(Object.values(found).map((definition) => [definition.id, definition]));

/** What shows a view; undefined where it is the table that every list has. */
export const viewTypeOf = (view: ViewMetadata | undefined): ViewTypeDefinition | undefined =>
  byId.get(view?.type ?? "");

/** A type of view that records with certain fields can have. */
export interface ViewOffer {
  type: ViewTypeDefinition;
  /** With which a new view begins. */
  options: JsonObject;
}

export const viewOffers = (fields: readonly FieldMetadata[], types: FieldTypes): ViewOffer[] =>
  [...byId.values()].flatMap((type) => {
    const options = type.begin(fields, types);
    return options ? [{ type, options }] : [];
  });
