import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { completeTask, type Outcome, type Task, taskKeys } from "../api.ts";
import { sayProblem } from "../problem.ts";
import { doLater, takeBack } from "./later.ts";

/** Answers a task; it can be taken back for a moment, and only then it is sent. */
export function useAnswer(): (task: Task, outcome: Outcome, comment?: string) => void {
  const { t } = useTranslation("workflow");
  const queries = useQueryClient();
  return (task, outcome, comment) => {
    doLater(task.id, (isLeaving) => {
      const answer = { outcome: outcome.value, ...(comment ? { comment } : {}) };
      completeTask(task.id, answer, isLeaving)
        .catch((error: unknown) => sayProblem(error, t("failed")))
        .finally(() => void queries.invalidateQueries({ queryKey: taskKeys.all }));
    });
    showToast({
      text: t("said.answered", { title: task.title, answer: outcome.label }),
      tone: "success",
      action: { text: t("undo"), run: () => void takeBack(task.id) },
    });
  };
}
