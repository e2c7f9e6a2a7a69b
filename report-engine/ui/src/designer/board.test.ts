import { doStep, historyOf, redo, undo } from "@dougong/kit/lib";
import { expect, test } from "vitest";
import {
  addFilter,
  addWidget,
  areaOf,
  columns,
  type DashboardDocument,
  type Direction,
  freeArea,
  newDashboard,
  phoneOrder,
  placeWidget,
  removeFilter,
  removeWidget,
  setLink,
  stepOnPhone,
  stepWidget,
} from "./board.ts";

const start = newDashboard("board1", { zh: "看板" });
const add = (board: DashboardDocument, report: string, width = 6, height = 5) =>
  addWidget(board, report, freeArea(board, width, height));
const places = (board: DashboardDocument) =>
  board.widgets.map((widget) => {
    const { x, y, width, height } = areaOf(widget);
    return `${widget.report} ${x},${y} ${width}x${height}`;
  });
const three = add(add(add(start, "a"), "b"), "c", 12, 3);

test("new tiles take the first free place", () => {
  expect(places(three)).toEqual(["a 0,0 6x5", "b 6,0 6x5", "c 0,5 12x3"]);
  expect(places(add(removeWidget(three, 0), "d"))).toContain("d 0,0 6x5");
});

test("a tile that is moved has its place, and others make room", () => {
  expect(places(placeWidget(three, 2, { y: 0 }))).toEqual(["a 0,3 6x5", "b 6,3 6x5", "c 0,0 12x3"]);
  expect(places(stepWidget(three, 0, "down"))).toEqual(["a 0,8 6x5", "b 6,0 6x5", "c 0,5 12x3"]);
  expect(places(stepWidget(three, 2, "up"))).toEqual(["a 0,3 6x5", "b 6,3 6x5", "c 0,0 12x3"]);
  expect(stepWidget(three, 0, "left")).toBe(three);
  expect(stepWidget(three, 2, "down")).toBe(three);
});

test("a link brings the shared filter that it needs, once", () => {
  const store = { entity: "store", field: "id" };
  const linked = setLink(setLink(three, 0, store), 1, store);
  expect(linked.filters).toEqual([store]);
  expect(linked.widgets.map(({ click }) => click)).toEqual(["filter", "filter", undefined]);
  expect(setLink(linked, 0, null).widgets[0]).toEqual(three.widgets[0]);
  expect(removeFilter(linked, 0).filters).toBeUndefined();
});

test("phones follow the grid until somebody says another order", () => {
  expect(phoneOrder(three)).toEqual([0, 1, 2]);
  const other = stepOnPhone(three, 2, -1);
  expect(phoneOrder(other)).toEqual([0, 2, 1]);
  expect(places(other)).toEqual(places(three));
  expect(stepOnPhone(three, 0, -1)).toBe(three);
});

/** Numbers from a seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const directions: Direction[] = ["left", "right", "up", "down"];

function change(board: DashboardDocument, next: (below: number) => number): DashboardDocument {
  const at = next(Math.max(1, board.widgets.length));
  const isFull = board.widgets.length > 12;
  const deeds: (() => DashboardDocument)[] = [
    () => (isFull ? removeWidget(board, at) : add(board, `r${next(9)}`, 2 + next(11), 2 + next(5))),
    () => placeWidget(board, at, { x: next(14), y: next(20) }),
    () => placeWidget(board, at, { width: next(15), height: next(9) }),
    () => stepWidget(board, at, directions[next(4)] ?? "up"),
    () => removeWidget(board, at),
    () => stepOnPhone(board, at, next(2) === 0 ? 1 : -1),
    () => setLink(board, at, next(2) === 0 ? { entity: "store", field: "id" } : null),
    () => addFilter(board, { entity: "sale", field: `f${next(4)}` }),
    () => removeFilter(board, next(4)),
  ];
  return deeds[next(deeds.length)]?.() ?? board;
}

function check(board: DashboardDocument, said: string) {
  const areas = board.widgets.map(areaOf);
  for (const [at, one] of areas.entries()) {
    expect(one.x >= 0 && one.x + one.width <= columns, said).toBe(true);
    for (const other of areas.slice(at + 1)) {
      const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      const isBelow = one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect(isBeside || isBelow, said).toBe(true);
    }
  }
}

test("a thousand random steps never overlap, and are undone and redone", () => {
  const seed = 20_261_128;
  const next = numbers(seed);
  let history = historyOf(start);
  for (let step = 0; step < 1000; step++) {
    history = doStep(history, `step ${step}`, change(history.now, next));
    if (next(10) === 0) history = undo(history);
    if (next(10) === 0) history = redo(history);
    check(history.now, `seed ${seed}, step ${step}: ${places(history.now).join("; ")}`);
  }
  const end = JSON.stringify(history.now);
  const steps = history.done.length;
  expect(steps).toBeGreaterThan(300);
  while (history.done.length > 0) history = undo(history);
  expect(history.now).toBe(start);
  for (let step = 0; step < steps; step++) history = redo(history);
  expect(JSON.stringify(history.now)).toBe(end);
});
