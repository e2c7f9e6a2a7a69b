import { useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, MenuButton } from "@dougong/kit/ui";
import type { KeyboardEvent } from "react";
import { areaOf, type Direction } from "./board.ts";
import type { ChartTypeShape } from "./charts.ts";
import type { ReportDocument } from "./model.ts";
import { PreviewTile } from "./PreviewTile.tsx";
import type { BoardDeeds } from "./useBoardDeeds.ts";

export interface BoardCanvasProps {
  deeds: BoardDeeds;
  reports: ReadonlyMap<string, ReportDocument>;
  types: readonly ChartTypeShape[];
  onEdit: (report: string) => void;
}

/** The dashboard as staff will see it; tiles are chosen, pulled and moved by keys. */
export function BoardCanvas(props: BoardCanvasProps) {
  const { t } = useTranslation("reportDesign");
  const { ref, isDropTarget } = useDropPlace("grid");
  const { board } = props.deeds;
  return (
    <section
      ref={ref}
      className="dg-board-grid dg-board-design"
      aria-label={t("board.canvas")}
      data-target={isDropTarget}
    >
      {board.widgets.length === 0 && <p className="dg-board-nothing">{t("board.empty")}</p>}
      {board.widgets.map((_, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a report may stand on a dashboard twice
        <BoardTile key={at} at={at} {...props} />
      ))}
    </section>
  );
}

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const sizes: Record<Direction, [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

function BoardTile({ at, deeds, reports, types, onEdit }: BoardCanvasProps & { at: number }) {
  const { t } = useTranslation("reportDesign");
  const { ref } = useDragItem(`tile:${at}`);
  const widget = deeds.board.widgets[at];
  if (!widget) return null;
  const report = reports.get(widget.report);
  const name = deeds.nameAt(at);
  const { x, y, width, height } = areaOf(widget);

  function onKeyDown(event: KeyboardEvent) {
    const direction = arrows[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.shiftKey) deeds.resize(at, ...sizes[direction]);
    else deeds.step(at, direction);
  }

  const move = (direction: Direction) => ({
    key: direction,
    label: t(`board.${direction}`),
    run: () => deeds.step(at, direction),
  });
  const size = (key: "wider" | "narrower" | "taller" | "lower", wider: number, taller: number) => ({
    key,
    label: t(`board.${key}`),
    run: () => deeds.resize(at, wider, taller),
  });
  const items = [
    { key: "edit", label: t("board.edit"), run: () => onEdit(widget.report) },
    ...(["left", "right", "up", "down"] as const).map(move),
    size("wider", 1, 0),
    size("narrower", -1, 0),
    size("taller", 0, 1),
    size("lower", 0, -1),
    { key: "remove", label: t("board.removeTile"), run: () => deeds.remove(at), isDangerous: true },
  ];
  return (
    <div
      ref={ref}
      className="dg-board-tile"
      data-chosen={deeds.chosen === at}
      data-tile={widget.report}
      style={{
        gridColumn: `${x + 1} / span ${width}`,
        gridRow: `${y + 1} / span ${height}`,
      }}
    >
      <div inert className="dg-board-inert">
        {report ? <PreviewTile report={report} types={types} number={at} /> : <Bones lines={3} />}
      </div>
      <button
        type="button"
        className="dg-designer-cover"
        aria-pressed={deeds.chosen === at}
        aria-label={name}
        title="←↑→↓, Shift+←↑→↓"
        onClick={() => deeds.choose(at)}
        onKeyDown={onKeyDown}
      />
      <div className="dg-board-menu" data-undraggable>
        <MenuButton label={t("board.menu", { name })} items={items}>
          ⋯
        </MenuButton>
      </div>
    </div>
  );
}
