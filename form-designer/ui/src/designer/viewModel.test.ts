import { parseJson } from "@dougong/kit/api";
import { saveDocuments } from "@dougong/kit/designer";
import { doStep, historyOf, redo, undo } from "@dougong/kit/lib";
import { afterEach, expect, test, vi } from "vitest";
import {
  optionsOf,
  putColumn,
  setPart,
  setSort,
  setType,
  setWidth,
  stepColumn,
  takeColumn,
  type ViewDraft,
} from "./viewModel.ts";

const start: ViewDraft = {
  view: {
    key: "partAll",
    entity: "part",
    type: "grid",
    columns: [{ field: "name", width: 200 }, { field: "count" }],
  },
};
const shown = (draft: ViewDraft) => draft.view.columns.map(({ field }) => field).join();

test("columns are added, moved and taken out; one always stays", () => {
  const three = putColumn(start, "store", 1);
  expect(shown(three)).toBe("name,store,count");
  expect(shown(putColumn(three, "name", 3))).toBe("store,count,name");
  expect(shown(putColumn(three, "count", 0))).toBe("count,name,store");
  expect(putColumn(three, "store", 1)).toBe(three);
  expect(putColumn(three, "store", 2)).toBe(three);
  expect(shown(stepColumn(three, "name", 1))).toBe("store,name,count");
  expect(stepColumn(three, "count", 1)).toBe(three);
  const one = takeColumn(takeColumn(three, "store"), "count");
  expect(one.view.columns).toEqual([{ field: "name", width: 200 }]);
  expect(takeColumn(one, "name")).toBe(one);
});

test("another type brings its options, and a table has none", () => {
  const other = setType(start, "timeline", { from: "count" });
  expect(other.view).toMatchObject({ type: "timeline", options: { from: "count" } });
  expect(optionsOf(other)).toEqual({ from: "count" });
  const back = setType(other, null, {}).view;
  expect(["type" in back, "options" in back]).toEqual([false, false]);
});

afterEach(() => vi.unstubAllGlobals());

/** Saves as the designer does, and looks at what the server was sent last. */
function savesOf(): (draft: ViewDraft) => Promise<void> {
  let stored = "";
  let kept: ViewDraft | null = null;
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    expect(address).toBe("/api/meta/view/partAll");
    stored = String(init.body);
    return Promise.resolve(new Response("{}"));
  });
  return async (draft) => {
    await saveDocuments({ ...draft }, kept && { ...kept }, {});
    kept = draft;
    expect(parseJson(stored)).toEqual(draft.view);
  };
}

test("a thousand random steps are undone to the start and redone to the end; saved is what is shown", async () => {
  const seed = 20_261_127;
  const isSaved = savesOf();
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const fields = ["name", "count", "status", "store", "kind"];
  const change = (draft: ViewDraft): ViewDraft => {
    const field = fields[next(fields.length)] ?? "name";
    const deeds = [
      () => putColumn(draft, field, next(draft.view.columns.length + 1)),
      () => takeColumn(draft, field),
      () => stepColumn(draft, field, next(2) === 0 ? 1 : -1),
      () => setWidth(draft, field, next(2) === 0 ? undefined : 40 + next(300)),
      () => setSort(draft, next(2) === 0 ? [] : [`-${field}`]),
      () => setType(draft, next(2) === 0 ? null : "timeline", { from: field }),
      () => setPart(draft, "options", { from: field }),
      () => setPart(draft, "filter", next(2) === 0 ? undefined : `${field} != null`),
    ];
    return deeds[next(deeds.length)]?.() ?? draft;
  };
  let history = historyOf(start);
  for (let step = 0; step < 1000; step++) {
    history = doStep(history, `step ${step}`, change(history.now));
    if (next(10) === 0) history = undo(history);
    if (next(10) === 0) history = redo(history);
    const keys = history.now.view.columns.map(({ field }) => field);
    expect(new Set(keys).size, keys.join()).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(0);
    // oxlint-disable-next-line no-await-in-loop -- saves follow each other
    if (next(20) === 0) await isSaved(history.now);
  }
  await isSaved(history.now);
  const end = JSON.stringify(history.now);
  const steps = history.done.length;
  expect(steps, `seed ${seed}`).toBeGreaterThan(300);
  while (history.done.length > 0) history = undo(history);
  expect(JSON.stringify(history.now)).toBe(JSON.stringify(start));
  await isSaved(history.now);
  for (let step = 0; step < steps; step++) history = redo(history);
  expect(JSON.stringify(history.now)).toBe(end);
});
