import type { Task } from "../api.ts";

export type GroupKey = "overdue" | "today" | "upcoming" | "anyTime";

export interface Group {
  key: GroupKey;
  tasks: Task[];
}

const order: readonly GroupKey[] = ["overdue", "today", "upcoming", "anyTime"];

export function groupOf(due: string | null, now: Date): GroupKey {
  if (due === null) return "anyTime";
  const at = new Date(due);
  if (at.getTime() < now.getTime()) return "overdue";
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return at.getTime() < midnight.getTime() ? "today" : "upcoming";
}

/** Tasks by when they are due, in their order; groups without tasks are left out. */
export function groupTasks(tasks: readonly Task[], now: Date): Group[] {
  const groups = order.map((key): Group => ({ key, tasks: [] }));
  for (const task of tasks) {
    groups.find((group) => group.key === groupOf(task.due, now))?.tasks.push(task);
  }
  return groups.filter((group) => group.tasks.length > 0);
}
