import { useWorkspace } from "@dougong/kit/api";
import {
  DesignerBar,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { DragArea } from "@dougong/kit/dnd";
import { FilterDialog } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { ColumnProperties, LabelInputs } from "./ColumnProperties.tsx";
import type { ChartTypeShape } from "./charts.ts";
import { FieldList } from "./FieldList.tsx";
import { columnsOf, type Draft, placeAt, setPart } from "./model.ts";
import { PreviewTile } from "./PreviewTile.tsx";
import { ChartChoice, ReportSettings } from "./ReportProperties.tsx";
import { Shelves } from "./Shelves.tsx";
import { useReportDeeds } from "./useReportDeeds.ts";
import "./reportDesigner.css";

export interface ReportEditorProps {
  loaded: Loaded<Draft>;
  types: readonly ChartTypeShape[];
  /** Goes back to what the report is made for, with everything saved. */
  onDone?: (() => void) | undefined;
}

/** Fields, shelves with the chart below them, and what can be said about it. */
export function ReportEditor({ loaded, types, onDone }: ReportEditorProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const editing = useDraft({ loaded, main: "report" });
  const publish = usePublishing(editing, "dashboards");
  const deeds = useReportDeeds(editing, types);
  const [isFiltering, setIsFiltering] = useState(false);
  const { report } = editing.draft;
  const { chosen } = deeds;
  const wrong = new Set(
    editing.problems.flatMap(({ pointer = "" }) => {
      const place = placeAt(pointer);
      return place ? deeds.addressOf(place) : [];
    }),
  );
  const entity = metadata.entity(report.entity);
  const title = t("title", { report: labelText(report.label, report.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);

  async function done() {
    if (await editing.save()) onDone?.();
  }

  function closeFilter() {
    setIsFiltering(false);
    deeds.filterBy(null);
  }

  function step(direction: -1 | 1) {
    if (!chosen) return;
    const to = direction < 0 ? chosen.index - 1 : chosen.index + 2;
    if (to >= 0 && to <= columnsOf(report, chosen.shelf).length) deeds.move(chosen, to);
  }

  const root = useDesignerKeys({
    ...editing,
    save: () => void editing.save(),
    remove: chosen ? () => deeds.remove(chosen) : undefined,
    step: chosen ? step : undefined,
  });

  return (
    <DragArea onDrop={deeds.drop}>
      <div className="dg-designer" ref={root}>
        <DesignerBar title={title} editing={editing} onPublish={() => void publish()}>
          {onDone && <Button onClick={() => void done()}>{t("toDashboard")}</Button>}
        </DesignerBar>
        <ProblemList
          problems={editing.problems}
          placeOf={(pointer) => (placeAt(pointer) ? pointer : undefined)}
          onChoose={(pointer) => deeds.choose(placeAt(pointer) ?? null)}
        />
        <div className="dg-designer-panes">
          <FieldList entity={report.entity} deeds={deeds} />
          <div className="dg-report-middle">
            <Shelves deeds={deeds} wrong={wrong} onFilter={() => setIsFiltering(true)} />
            <div className="dg-report-preview">
              <PreviewTile report={report} types={types} />
            </div>
          </div>
          <section className="dg-designer-properties" aria-label={t("properties")}>
            {chosen && <ColumnProperties place={chosen} editing={editing} deeds={deeds} />}
            <h2>{t("report")}</h2>
            <LabelInputs
              label={report.label ?? {}}
              placeholder={report.key}
              onLabel={(label, language) =>
                editing.act(
                  t("step.title"),
                  { report: setPart(report, "label", label) },
                  `label ${language}`,
                )
              }
              onLeave={editing.seal}
            />
            <ChartChoice editing={editing} types={types} />
            <ReportSettings editing={editing} deeds={deeds} />
          </section>
        </div>
        {entity && (isFiltering || deeds.filterField !== null) && (
          <FilterDialog
            entity={entity}
            filter={report.filter ?? ""}
            startWith={deeds.filterField ?? undefined}
            onApply={(filter) =>
              deeds.act(t("step.filter"), setPart(report, "filter", filter || undefined))
            }
            onClose={closeFilter}
          />
        )}
      </div>
    </DragArea>
  );
}
