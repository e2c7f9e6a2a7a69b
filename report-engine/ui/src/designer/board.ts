import type { DesignDocument } from "@dougong/kit/designer";
import type { JsonObject } from "@dougong/kit/api";
import type { SharedFilter } from "../dashboard/api.ts";
import type { Labels } from "./model.ts";

/** A report on the grid, as the document says it. */
export interface WidgetDocument extends JsonObject {
  report: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  phone?: number;
  click?: string;
}

export interface DashboardDocument extends DesignDocument {
  label?: Labels;
  widgets: WidgetDocument[];
  filters?: (SharedFilter & JsonObject)[];
  /** Who sees it; absent means everybody. */
  roles?: string[];
}

export interface BoardDraft {
  dashboard: DashboardDocument;
}

/** Where something lies on the grid. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const columns = 12;
const mostRows = 50;
const leastWidth = 2;
const leastHeight = 2;

export const newDashboard = (key: string, label: Labels): DashboardDocument => ({
  key,
  label,
  widgets: [],
});

export const areaOf = ({ x = 0, y = 0, width = 1, height = 1 }: WidgetDocument): Area => ({
  x,
  y,
  width,
  height,
});

const overlap = (one: Area, other: Area) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const withWidgets = (board: DashboardDocument, widgets: WidgetDocument[]): DashboardDocument => ({
  ...board,
  widgets,
});

/**
 * Lets everything rise as far as it can, in the order of the grid; where two claim the same place
 * the one that was moved has it. What did not move stays the same.
 */
export function settle(widgets: readonly WidgetDocument[], moved: number | null): WidgetDocument[] {
  const order = widgets
    .map((widget, index) => ({ index, area: areaOf(widget) }))
    .toSorted(
      (one, other) =>
        one.area.y - other.area.y ||
        Number(other.index === moved) - Number(one.index === moved) ||
        one.area.x - other.area.x ||
        one.index - other.index,
    );
  const placed: Area[] = [];
  const next = [...widgets];
  for (const { index, area } of order) {
    let y = 0;
    const under = (top: number) => placed.some((other) => overlap({ ...area, y: top }, other));
    const floor = Math.max(0, ...placed.map((other) => other.y + other.height));
    for (let top = floor; top >= 0 && !under(top); top--) y = top;
    placed.push({ ...area, y });
    const widget = widgets[index];
    if (widget && (widget.y ?? 0) !== y) next[index] = { ...widget, y };
  }
  return next;
}

/** The first free place for something of a size, looking along the rows. */
export function freeArea(board: DashboardDocument, width: number, height: number): Area {
  const taken = board.widgets.map(areaOf);
  const end = Math.max(0, ...taken.map(({ y, height: rows }) => y + rows));
  for (let y = 0; y < end; y++) {
    for (let x = 0; x + width <= columns; x++) {
      const area = { x, y, width, height };
      if (!taken.some((other) => overlap(area, other))) return area;
    }
  }
  return { x: 0, y: end, width, height };
}

export function addWidget(board: DashboardDocument, report: string, area: Area): DashboardDocument {
  const x = Math.max(0, Math.min(area.x, columns - area.width));
  const widgets = [...board.widgets, { report, ...area, x, y: Math.max(0, area.y) }];
  return withWidgets(board, settle(widgets, widgets.length - 1));
}

export function removeWidget(board: DashboardDocument, at: number): DashboardDocument {
  return withWidgets(board, settle(board.widgets.toSpliced(at, 1), null));
}

/** Puts a widget somewhere else or gives it another size; others make room. */
export function placeWidget(
  board: DashboardDocument,
  at: number,
  change: Partial<Area>,
): DashboardDocument {
  const widget = board.widgets[at];
  if (!widget) return board;
  const before = areaOf(widget);
  const wanted = { ...before, ...change };
  const width = Math.max(leastWidth, Math.min(wanted.width, columns));
  const height = Math.max(leastHeight, Math.min(wanted.height, mostRows));
  const x = Math.max(0, Math.min(wanted.x, columns - width));
  const after = { x, y: Math.max(0, wanted.y), width, height };
  if (JSON.stringify(after) === JSON.stringify(before)) return board;
  const widgets = board.widgets.with(at, { ...widget, ...after });
  const settled = settle(widgets, at);
  const isSame = JSON.stringify(settled) === JSON.stringify(board.widgets);
  return isSame ? board : withWidgets(board, settled);
}

export type Direction = "left" | "right" | "up" | "down";

/** One step: a column aside, or past the next widget above or below. */
export function stepWidget(
  board: DashboardDocument,
  at: number,
  direction: Direction,
): DashboardDocument {
  const widget = board.widgets[at];
  if (!widget) return board;
  const area = areaOf(widget);
  if (direction === "left") return placeWidget(board, at, { x: area.x - 1 });
  if (direction === "right") return placeWidget(board, at, { x: area.x + 1 });
  const beside = board.widgets
    .filter((_, index) => index !== at)
    .map(areaOf)
    .filter((other) => other.x < area.x + area.width && area.x < other.x + other.width);
  if (direction === "up") {
    const above = beside.filter((other) => other.y < area.y).map((other) => other.y);
    return above.length === 0 ? board : placeWidget(board, at, { y: Math.max(...above) });
  }
  const below = beside.filter((other) => other.y >= area.y + area.height);
  if (below.length === 0) return board;
  return placeWidget(board, at, { y: Math.min(...below.map((other) => other.y)) + 1 });
}

export function setLink(
  board: DashboardDocument,
  at: number,
  filter: SharedFilter | null,
): DashboardDocument {
  const widget = board.widgets[at];
  if (!widget) return board;
  const { click: _before, ...rest } = widget;
  const next = filter ? { ...widget, click: "filter" } : (rest as WidgetDocument);
  const after = withWidgets(board, board.widgets.with(at, next));
  return filter ? addFilter(after, filter) : after;
}

const isSameFilter = (one: SharedFilter, other: SharedFilter) =>
  one.entity === other.entity && one.field === other.field;

export function addFilter(board: DashboardDocument, filter: SharedFilter): DashboardDocument {
  const filters = board.filters ?? [];
  if (filters.some((one) => isSameFilter(one, filter))) return board;
  const { entity, field } = filter;
  return { ...board, filters: [...filters, { entity, field }] };
}

export function removeFilter(board: DashboardDocument, at: number): DashboardDocument {
  const { filters = [], ...rest } = board;
  const left = filters.toSpliced(at, 1);
  return left.length > 0 ? { ...board, filters: left } : (rest as unknown as DashboardDocument);
}

/** Places of widgets in the order in which phones show them. */
export function phoneOrder(board: DashboardDocument): number[] {
  return board.widgets
    .map((widget, index) => ({ index, area: areaOf(widget), phone: widget.phone }))
    .toSorted(
      (one, other) =>
        (one.phone ?? Number.MAX_SAFE_INTEGER) - (other.phone ?? Number.MAX_SAFE_INTEGER) ||
        one.area.y - other.area.y ||
        one.area.x - other.area.x ||
        one.index - other.index,
    )
    .map(({ index }) => index);
}

/** Moves a widget in the order of phones, which is kept from then on. */
export function stepOnPhone(board: DashboardDocument, at: number, step: -1 | 1): DashboardDocument {
  const order = phoneOrder(board);
  const from = order.indexOf(at);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return board;
  const next = order.toSpliced(from, 1).toSpliced(to, 0, at);
  const widgets = board.widgets.map((widget, index) => ({
    ...widget,
    phone: next.indexOf(index),
  }));
  return withWidgets(board, widgets);
}

/** Says which roles see it; none means everybody. */
export function setRoles(board: DashboardDocument, roles: readonly string[]): DashboardDocument {
  const { roles: _before, ...rest } = board;
  const open = rest as unknown as DashboardDocument;
  return roles.length > 0 ? { ...open, roles: [...roles] } : open;
}
