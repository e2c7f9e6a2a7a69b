import { useWorkspace } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import type { DropPoint } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";
import {
  type Area,
  addWidget,
  areaOf,
  type BoardDraft,
  columns,
  type DashboardDocument,
  type Direction,
  freeArea,
  placeWidget,
  removeWidget,
  setLink,
  stepOnPhone,
  stepWidget,
} from "./board.ts";
import { linkOf } from "./links.ts";
import { purposeOf } from "./charts.ts";
import type { ReportDocument } from "./model.ts";

/** Height of a row and the gap below it, as the dashboard's own grid has them. */
const rowPixels = 84;

export const sizeFor = (report: ReportDocument | undefined): { width: number; height: number } =>
  report && purposeOf(report) === "value" ? { width: 3, height: 2 } : { width: 6, height: 5 };

/** What can be done to a dashboard; each deed is one step that has a name. */
export function useBoardDeeds(
  editing: DraftEditing<BoardDraft>,
  reports: ReadonlyMap<string, ReportDocument>,
) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const [chosen, setChosen] = useState<number | null>(null);
  const board = editing.draft.dashboard;
  const act = (label: string, dashboard: DashboardDocument, merge?: string) =>
    editing.act(label, { dashboard }, merge);
  const nameOf = (report: string) => labelText(reports.get(report)?.label, report);
  const nameAt = (at: number) => nameOf(board.widgets[at]?.report ?? "");

  function add(report: string, name: string, area?: Area) {
    const { width, height } = sizeFor(reports.get(report));
    const place = area ?? freeArea(board, width, height);
    act(t("step.addTile", { name }), addWidget(board, report, place));
    setChosen(board.widgets.length);
  }

  function remove(at: number) {
    act(t("step.removeTile", { name: nameAt(at) }), removeWidget(board, at));
    setChosen(null);
  }

  function drop(item: string, point: DropPoint) {
    const [kind, name = ""] = item.split(":");
    const x = Math.max(0, Math.round(point.across * columns));
    const y = Math.max(0, Math.round(point.down / rowPixels));
    if (kind === "report") add(name, nameOf(name), { x, y, ...sizeFor(reports.get(name)) });
    else if (board.widgets[Number(name)]) {
      act(
        t("step.moveTile", { name: nameAt(Number(name)) }),
        placeWidget(board, Number(name), { x, y }),
      );
      setChosen(Number(name));
    }
  }

  function resize(at: number, wider: number, taller: number) {
    const widget = board.widgets[at];
    if (!widget) return;
    const { width, height } = areaOf(widget);
    const size = { width: width + wider, height: height + taller };
    act(t("step.sizeTile", { name: nameAt(at) }), placeWidget(board, at, size));
  }

  const linkAt = (at: number) => {
    const report = reports.get(board.widgets[at]?.report ?? "");
    return report ? linkOf(report, metadata) : null;
  };

  return {
    board,
    chosen: chosen !== null && board.widgets[chosen] ? chosen : null,
    choose: setChosen,
    act,
    nameAt,
    add,
    remove,
    drop,
    resize,
    linkAt,
    step: (at: number, direction: Direction) =>
      act(t("step.moveTile", { name: nameAt(at) }), stepWidget(board, at, direction)),
    link: (at: number, isLinked: boolean) =>
      act(t("step.link", { name: nameAt(at) }), setLink(board, at, isLinked ? linkAt(at) : null)),
    stepOnPhone: (at: number, direction: -1 | 1) =>
      act(t("step.phone"), stepOnPhone(board, at, direction)),
  };
}

export type BoardDeeds = ReturnType<typeof useBoardDeeds>;
