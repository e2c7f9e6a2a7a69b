import type { Task } from "../api.ts";

/** What a task was answered with, in the reader's words. */
export function outcomeText(task: Task, done: string): string {
  return task.outcomes.find((one) => one.value === task.outcome)?.label ?? task.outcome ?? done;
}
