import type { ColumnDocument, DimensionDocument } from "./model.ts";

type Translate = (key: string, places?: Record<string, string | number>) => string;

/** How the values of a dimension are put together: by month, the first ten. */
export function bucketText(column: ColumnDocument, t: Translate): string {
  const { bucket, ranges, top } = column as DimensionDocument;
  const parts = [
    bucket === undefined ? "" : t(`bucket.${bucket}`),
    ranges === undefined ? "" : t("ranges"),
    top === undefined ? "" : t("topSaid", { count: top.count }),
  ];
  return parts.filter(Boolean).join(" · ");
}
