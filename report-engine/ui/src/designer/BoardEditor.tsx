import {
  DesignerBar,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { DragArea } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { BoardCanvas } from "./BoardCanvas.tsx";
import { BoardProperties } from "./BoardProperties.tsx";
import { BoardReports } from "./BoardReports.tsx";
import { addWidget, type BoardDraft, freeArea } from "./board.ts";
import type { ChartTypeShape } from "./charts.ts";
import type { ReportDocument } from "./model.ts";
import { sizeFor, useBoardDeeds } from "./useBoardDeeds.ts";
import { useReportDocuments, useReportNames } from "./useReportDocuments.ts";
import "../dashboard/DashboardPage.css";
import "./reportDesigner.css";

export interface BoardEditorProps {
  loaded: Loaded<BoardDraft>;
  types: readonly ChartTypeShape[];
  /** A report that was made for this dashboard and is put on it with opening. */
  toAdd: ReportDocument | null;
}

/** Reports to choose from, the dashboard, and what can be said about it and its tiles. */
export function BoardEditor({ loaded, types, toAdd }: BoardEditorProps) {
  const { t } = useTranslation("reportDesign");
  const navigate = useNavigate();
  const names = useReportNames();
  const drafts = new Set(names.data?.flatMap(({ key, hasDraft }) => (hasDraft ? key : [])));
  const editing = useDraft<BoardDraft>({
    loaded,
    main: "dashboard",
    first: toAdd ? firstStep(loaded.draft, toAdd, t) : null,
    along: ({ dashboard }) =>
      [...new Set(dashboard.widgets.map(({ report }) => report))]
        .filter((key) => drafts.has(key))
        .map((key) => ({ kind: "report", key })),
  });
  const reports = useReportDocuments(editing.draft.dashboard.widgets.map(({ report }) => report));
  const publish = usePublishing(editing, "dashboards");
  const deeds = useBoardDeeds(editing, reports);
  const { board, chosen } = deeds;
  const title = t("board.title", { dashboard: labelText(board.label, board.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);

  async function leaveFor(address: string) {
    if (editing.isPublished || (await editing.save())) await navigate(address);
  }

  const root = useDesignerKeys({
    ...editing,
    save: () => void editing.save(),
    remove: chosen === null ? undefined : () => deeds.remove(chosen),
  });

  return (
    <DragArea onDrop={(item, _place, point) => deeds.drop(item, point)}>
      <div className="dg-designer" ref={root}>
        <DesignerBar
          title={title}
          editing={editing}
          onPublish={() => void publish().then(() => names.refetch())}
        >
          {editing.version > 0 && (
            <Button onClick={() => void leaveFor(`/dashboards/${board.key}`)}>
              {t("board.view")}
            </Button>
          )}
        </DesignerBar>
        <ProblemList
          problems={editing.problems}
          placeOf={(pointer) => widgetAt(pointer)?.toString()}
          onChoose={(at) => deeds.choose(Number(at))}
        />
        <div className="dg-board-panes">
          <BoardCanvas
            deeds={deeds}
            reports={reports}
            types={types}
            onEdit={(key) => void leaveFor(`/design/report/${key}?dashboard=${board.key}`)}
          />
          <div className="dg-board-side">
            <BoardReports
              deeds={deeds}
              onNew={() => void leaveFor(`/design/report/new?dashboard=${board.key}`)}
            />
            <BoardProperties editing={editing} deeds={deeds} reports={reports} />
          </div>
        </div>
      </div>
    </DragArea>
  );
}

function firstStep(
  { dashboard }: BoardDraft,
  report: ReportDocument,
  t: (key: string, places: Record<string, string>) => string,
) {
  if (dashboard.widgets.some((widget) => widget.report === report.key)) return null;
  const { width, height } = sizeFor(report);
  const name = labelText(report.label, report.key);
  const after = addWidget(dashboard, report.key, freeArea(dashboard, width, height));
  return { label: t("step.addTile", { name }), after: { dashboard: after } };
}

/** The tile that a place in the document is about. */
function widgetAt(pointer: string): number | undefined {
  const [, part, index] = pointer.split("/");
  return part === "widgets" && index !== undefined ? Number(index) : undefined;
}
