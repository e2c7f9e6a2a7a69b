import { expect, test } from "vitest";
import type { Task } from "../api.ts";
import { groupOf, groupTasks } from "./groups.ts";

const now = new Date(2026, 2, 1, 12, 0);
const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();

test("what is late comes first, also of the same day", () => {
  expect(groupOf(at(1, 11), now)).toBe("overdue");
  expect(groupOf(at(1, 12), now)).toBe("today");
  expect(groupOf(at(1, 23), now)).toBe("today");
  expect(groupOf(at(2, 0), now)).toBe("upcoming");
  expect(groupOf(null, now)).toBe("anyTime");
});

test("groups keep the order of their tasks, and empty ones are left out", () => {
  const task = (id: string, due: string | null) => ({ id, due }) as Task;
  const groups = groupTasks([task("a", at(1, 9)), task("b", at(1, 10)), task("c", null)], now);
  expect(groups.map((group) => [group.key, group.tasks.map((one) => one.id)])).toEqual([
    ["overdue", ["a", "b"]],
    ["anyTime", ["c"]],
  ]);
});
