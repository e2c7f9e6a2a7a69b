import { labelText } from "@dougong/kit/i18n";
import { useMemo } from "react";
import type { QueryMeasure, Widget } from "../dashboard/api.ts";
import { Tile } from "../dashboard/Tile.tsx";
import { askedBy, type ChartTypeShape, slotsOf } from "./charts.ts";
import type { ReportDocument } from "./model.ts";
import { usePreview } from "./usePreview.ts";

export interface PreviewTileProps {
  report: ReportDocument;
  types: readonly ChartTypeShape[];
  /** Tells tiles on one page apart. */
  number?: number;
}

const nothing = () => undefined;

/** A report as dashboards will show it, with the data of now. */
export function PreviewTile({ report, types, number = 0 }: PreviewTileProps) {
  const type =
    types.find(({ id }) => id === report.chart?.type) ?? types.find(({ plain }) => plain);
  const preview = usePreview(askedBy(report, type));
  const widget = useMemo<Widget>(
    () => ({
      widget: number,
      report: report.key,
      label: labelText(report.label, report.key),
      x: 0,
      y: 0,
      width: 1,
      height: 1,
      query: { entity: report.entity, measures: report.measures as QueryMeasure[] },
      drill: [],
      chart: { type: type?.id ?? "", slots: type ? slotsOf(report, type) : {} },
    }),
    [report, type, number],
  );
  return (
    <Tile
      widget={widget}
      filters={[]}
      choices={[]}
      answer={types.length > 0 ? preview.answer : undefined}
      error={preview.error}
      isStale={preview.isStale}
      isPhone
      onRetry={preview.retry}
      onOpen={nothing}
    />
  );
}
