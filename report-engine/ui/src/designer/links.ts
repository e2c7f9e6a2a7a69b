import type { Metadata } from "@dougong/kit/api";
import type { SharedFilter } from "../dashboard/api.ts";
import { choiceAt, groupAt } from "./fields.ts";
import { dimensionsOf, type ReportDocument } from "./model.ts";

/** The shared filter that a click on a group of the report would set; null where there is none. */
export function linkOf(report: ReportDocument, metadata: Metadata): SharedFilter | null {
  for (const { field: path, bucket, ranges, width } of dimensionsOf(report)) {
    if (!path || bucket || ranges || width !== undefined) continue;
    const choice = choiceAt(metadata, report.entity, path);
    const dot = path.lastIndexOf(".");
    const owner = groupAt(metadata, report.entity, dot < 0 ? "" : path.slice(0, dot));
    if (!choice || !owner) continue;
    const target = choice.field.target ?? choice.field.entity;
    return choice.field.kind === "reference" && metadata.entity(target)
      ? { entity: String(target), field: "id" }
      : { entity: owner.entity, field: choice.field.key };
  }
  return null;
}
