import { expect, test } from "vitest";
import { moved, nextEditable } from "./gridKeys.ts";

test("arrows stay inside the grid", () => {
  expect(moved("ArrowDown", null, 3, 2)).toEqual({ row: 0, column: 0 });
  expect(moved("ArrowUp", { row: 0, column: 1 }, 3, 2)).toEqual({ row: 0, column: 1 });
  expect(moved("PageDown", { row: 0, column: 1 }, 3, 2)).toEqual({ row: 2, column: 1 });
  expect(moved("ArrowDown", null, 0, 2)).toBeNull();
  expect(moved("x", { row: 0, column: 0 }, 3, 2)).toBeNull();
});

test("Tab goes to the next cell that may be edited, in the next row where the row ends", () => {
  expect(nextEditable({ row: 0, column: 0 }, 1, 2, [true, false, true])).toEqual({
    row: 0,
    column: 2,
  });
  expect(nextEditable({ row: 0, column: 2 }, 1, 2, [true, false, true])).toEqual({
    row: 1,
    column: 0,
  });
  expect(nextEditable({ row: 1, column: 2 }, 1, 2, [true, false, true])).toBeNull();
  expect(nextEditable({ row: 0, column: 0 }, 1, 2, [false, false])).toBeNull();
  expect(nextEditable({ row: 1, column: 0 }, -1, 2, [true, false, true])).toEqual({
    row: 0,
    column: 2,
  });
});
