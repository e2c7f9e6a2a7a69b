import { doStep, historyOf, redo, undo } from "@dougong/kit/lib";
import { expect, test } from "vitest";
import { askedBy, type ChartTypeShape, misfitOf, settled, slotsOf, suggest } from "./charts.ts";
import {
  addDimension,
  addMeasure,
  columnKey,
  columnKeys,
  columnsOf,
  moveColumn,
  newReport,
  type ReportDocument,
  removeColumn,
  type Shelf,
  setColumn,
  setPart,
} from "./model.ts";

const slot = (name: string, holds: Shelf, least: number, most: number, byName = false) => ({
  name,
  holds,
  least,
  most,
  byName,
  across: false,
});

const types: ChartTypeShape[] = [
  {
    id: "bar",
    plain: false,
    purposes: ["comparison"],
    groupings: [],
    slots: [
      slot("category", "dimensions", 1, 1),
      slot("series", "dimensions", 0, 1),
      slot("value", "measures", 1, 8),
    ],
  },
  {
    id: "line",
    plain: false,
    purposes: ["course"],
    groupings: [],
    slots: [
      slot("category", "dimensions", 1, 1),
      slot("series", "dimensions", 0, 1),
      slot("value", "measures", 1, 8),
    ],
  },
  {
    id: "number",
    plain: false,
    purposes: ["value"],
    groupings: [],
    slots: [slot("value", "measures", 1, 1), slot("change", "measures", 0, 1, true)],
  },
  {
    id: "pie",
    plain: false,
    purposes: [],
    groupings: [],
    slots: [slot("category", "dimensions", 1, 1), slot("value", "measures", 1, 1)],
  },
  {
    id: "pivot",
    plain: false,
    purposes: [],
    groupings: [],
    slots: [
      slot("down", "dimensions", 1, 3),
      { ...slot("across", "dimensions", 1, 1), across: true },
      slot("value", "measures", 1, 8),
    ],
  },
  {
    id: "table",
    plain: true,
    purposes: [],
    groupings: [],
    slots: [slot("groups", "dimensions", 0, 8), slot("values", "measures", 1, 20)],
  },
];

const start = newReport("saleReport1", "sale", { zh: "新图表" });
const byStore = addDimension(start, { field: "store" });
const amount = { aggregate: "sum", expression: "amount", label: { zh: "金额合计" } };

test("the count that a report begins with makes room for the first measure, and comes back", () => {
  const once = addMeasure(start, amount);
  expect(once.measures).toEqual([{ key: "amountSum", ...amount }]);
  expect(addMeasure(once, { aggregate: "count" }).measures.map(columnKey)).toEqual([
    "amountSum",
    "count",
  ]);
  expect(removeColumn(once, { shelf: "measures", index: 0 }).measures).toEqual(start.measures);
});

test("columns get names that no other has, also at the end of a path", () => {
  const twice = addDimension(addDimension(byStore, { field: "customer.city" }), {
    field: "store",
    bucket: "month",
  });
  expect(columnKeys(twice)).toEqual(["store", "customerCity", "store2", "count"]);
});

test("what names a column goes away with it", () => {
  let report = addMeasure(byStore, amount);
  report = addMeasure(report, { derive: "share", of: "amountSum" });
  report = setColumn(
    report,
    { shelf: "dimensions", index: 0 },
    { top: { count: 5, by: "amountSum" } },
  );
  report = setPart(report, "sort", ["-amountSum", "store"]);
  report = setPart(report, "chart", { type: "bar", value: ["amountSum", "amountSumShare"] });
  const left = removeColumn(report, { shelf: "measures", index: 0 });
  expect(left.measures).toEqual(start.measures);
  expect(left.sort).toEqual(["store"]);
  expect(left.chart).toEqual({ type: "bar" });
  expect(left.dimensions).toEqual([{ key: "store", field: "store", top: { count: 5 } }]);
});

test("a derived measure stays behind what it is made of", () => {
  const report = addMeasure(addMeasure(byStore, amount), { derive: "share", of: "amountSum" });
  expect(moveColumn(report, { shelf: "measures", index: 1 }, 0)).toBe(report);
  const two = addDimension(byStore, { field: "owner" });
  const moved = moveColumn(two, { shelf: "dimensions", index: 1 }, 0);
  expect(columnsOf(moved, "dimensions").map(columnKey)).toEqual(["owner", "store"]);
});

test("the type follows what the report asks until somebody picks another", () => {
  const step = (before: ReportDocument, after: ReportDocument) => settled(before, after, types);
  expect(suggest(start, types)).toEqual({ type: "number", purpose: "value" });
  const grouped = step(start, byStore);
  expect(grouped.chart).toEqual({ type: "bar" });
  const inTime = step(
    grouped,
    setColumn(grouped, { shelf: "dimensions", index: 0 }, { bucket: "month" }),
  );
  expect(inTime.chart).toEqual({ type: "line" });
  const picked = setPart(inTime, "chart", { type: "pie" });
  expect(step(picked, addMeasure(picked, amount)).chart).toEqual({ type: "pie" });
  const many = step(picked, addDimension(picked, { field: "owner" }));
  expect(many.chart).toEqual({ type: "line" });
  const list = step(many, addDimension(many, { field: "status" }));
  expect(list.chart).toEqual({ type: "table" });
});

test("a type that is made for a grouping is proposed for it", () => {
  const made = {
    id: "map",
    plain: false,
    purposes: [],
    groupings: ["province"],
    slots: [slot("place", "dimensions", 1, 1), slot("value", "measures", 1, 1)],
  };
  const all = [...types, made];
  const by = (bucket: string) => addDimension(start, { field: "region", bucket });
  expect(suggest(by("province"), all)).toEqual({ type: "map", purpose: "grouping" });
  expect(suggest(by("province"), types)).toEqual({ type: "bar", purpose: "comparison" });
  expect(suggest(by("city"), all)).toEqual({ type: "bar", purpose: "comparison" });
  const two = addDimension(by("province"), { field: "store" });
  expect(suggest(two, all)).toEqual({ type: "bar", purpose: "comparison" });
});

test("types that cannot show a report say why", () => {
  const of = (id: string, report: ReportDocument) => {
    const type = types.find((one) => one.id === id);
    return type ? misfitOf(report, type) : null;
  };
  expect(of("pie", start)).toEqual({ shelf: "dimensions", reason: "tooFew", limit: 1 });
  expect(of("number", byStore)).toEqual({ shelf: "dimensions", reason: "tooMany", limit: 0 });
  const growing = setPart(
    addMeasure(addMeasure(start, amount), { derive: "growth", of: "amountSum" }),
    "chart",
    { type: "number", value: "amountSum", change: "amountSumGrowth" },
  );
  expect(of("number", growing)).toBeNull();
  const [number] = types.filter(({ id }) => id === "number");
  expect(number && slotsOf(growing, number)).toEqual({
    value: ["amountSum"],
    change: ["amountSumGrowth"],
  });
});

/** Numbers from a seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const paths = ["store", "owner", "customer.city", "soldAt", "amount", "customer.store.name"];

function change(report: ReportDocument, next: (below: number) => number): ReportDocument {
  const shelf: Shelf = next(2) === 0 ? "dimensions" : "measures";
  const columns = columnsOf(report, shelf);
  const place = { shelf, index: next(Math.max(1, columns.length)) };
  const field = paths[next(paths.length)] ?? "store";
  const base = report.measures.filter((measure) => measure.aggregate !== undefined);
  const deeds: (() => ReportDocument)[] = [
    () => addDimension(report, { field }, next(4)),
    () => addMeasure(report, { aggregate: "sum", expression: field }, next(4)),
    () => addMeasure(report, { aggregate: "count" }),
    () => {
      const of = base[next(base.length)];
      return of ? addMeasure(report, { derive: "share", of: columnKey(of) }) : report;
    },
    () => moveColumn(report, place, next(columns.length + 1)),
    () => removeColumn(report, place),
    () => removeColumn(report, place),
    () => setColumn(report, place, { label: { zh: `名${next(9)}` } }),
    () => setPart(report, "sort", [`-${columnKeys(report)[0]}`]),
    () => setPart(report, "filter", next(2) === 0 ? 'status == "paid"' : undefined),
    () => setPart(report, "chart", { type: types[next(types.length)]?.id ?? "table" }),
  ];
  return settled(report, deeds[next(deeds.length)]?.() ?? report, types);
}

/** What the server would refuse, as far as the document alone says it. */
function check(report: ReportDocument, said: string) {
  const keys = columnKeys(report);
  expect(new Set(keys).size, said).toBe(keys.length);
  expect(report.measures.length, said).toBeGreaterThan(0);
  for (const name of report.sort ?? []) expect(keys, said).toContain(name.replace(/^-/, ""));
  for (const [at, { of }] of report.measures.entries()) {
    if (of !== undefined) expect(report.measures.slice(0, at).map(columnKey), said).toContain(of);
  }
}

test("a thousand random steps are undone to the start and redone to the end", () => {
  const seed = 20_261_127;
  const next = numbers(seed);
  let history = historyOf(start);
  for (let step = 0; step < 1000; step++) {
    const merge = next(4) === 0 ? "typing" : null;
    history = doStep(history, `step ${step}`, change(history.now, next), merge);
    if (next(10) === 0) history = undo(history);
    if (next(10) === 0) history = redo(history);
    check(history.now, `seed ${seed}, step ${step}: ${JSON.stringify(history.now)}`);
  }
  const end = JSON.stringify(history.now);
  const steps = history.done.length;
  expect(steps).toBeGreaterThan(300);
  while (history.done.length > 0) history = undo(history);
  expect(JSON.stringify(history.now)).toBe(JSON.stringify(start));
  for (let step = 0; step < steps; step++) history = redo(history);
  expect(JSON.stringify(history.now)).toBe(end);
});

test("what stands across is left to its slot, and asked for with subtotals", () => {
  const pivot = types.find(({ id }) => id === "pivot");
  const report = addDimension(addDimension(byStore, { field: "owner" }), { field: "channel" });
  const asked = { ...report, chart: { type: "pivot" } };
  expect(pivot && slotsOf(asked, pivot)).toMatchObject({
    down: ["store", "owner"],
    across: ["channel"],
  });
  expect(askedBy(asked, pivot)).toMatchObject({
    pivot: { columns: ["channel"] },
    subtotals: true,
  });
  expect(
    askedBy(
      byStore,
      types.find(({ id }) => id === "bar"),
    ),
  ).toBe(byStore);
});
