import type { Task } from "../api.ts";

/** What a task was answered with, in the reader's words; one without answers to choose from is just done. */
export function outcomeText(task: Task, done: string): string {
  if (task.outcomes.length === 0) return done;
  return task.outcomes.find((one) => one.value === task.outcome)?.label ?? task.outcome ?? done;
}
