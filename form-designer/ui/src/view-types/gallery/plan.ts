import type {
  EntityMetadata,
  FieldMetadata,
  JsonObject,
  ListQuery,
  ViewMetadata,
} from "@dougong/kit/api";
import type { FieldTypes } from "@dougong/kit/fields";

/** What the document of a gallery says. */
export interface GalleryPlan {
  picture: FieldMetadata;
  /** Shown whole instead of cut to its place. */
  isWhole: boolean;
  facts: FieldMetadata[];
}

/** The gallery that a view describes, for this reader; null where its field is not there any more. */
export function planOf(entity: EntityMetadata, view: ViewMetadata): GalleryPlan | null {
  const options = (view.options ?? {}) as { picture?: string; fit?: string };
  const find = (key: string) => entity.fields.find((field) => field.key === key);
  const picture = find(options.picture ?? "");
  if (!picture) return null;
  const facts = (view.columns ?? [])
    .map((column) => (typeof column === "string" ? column : column.field))
    .filter((key) => key !== entity.title && key !== picture.key)
    .flatMap((key) => find(key) ?? []);
  return { picture, isWhole: options.fit === "contain", facts };
}

const pageSize = 24;

/** The list behind the cards: the columns of the view and the picture. */
export function galleryQuery(query: ListQuery, plan: GalleryPlan): ListQuery {
  const fields = new Set([...(query.fields ?? "").split(",").filter(Boolean), plan.picture.key]);
  return { ...query, fields: [...fields].join(","), limit: pageSize };
}

export const pictureFields = (
  fields: readonly FieldMetadata[],
  types: FieldTypes,
): FieldMetadata[] => fields.filter((field) => types.of(field).holdsPictures === true);

/** A gallery of the first field with pictures. */
export function begin(fields: readonly FieldMetadata[], types: FieldTypes): JsonObject | null {
  const [picture] = pictureFields(fields, types);
  return picture ? { picture: picture.key } : null;
}
