import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { listTasks, taskKeys } from "../api.ts";
import { AboutRecord } from "./AboutRecord.tsx";
import { outcomeText } from "./outcomes.ts";

/** What I have done, with what I answered. */
export function DoneTasks() {
  const { t } = useTranslation("workflow");
  const pages = useInfiniteQuery({
    queryKey: taskKeys.list("done"),
    initialPageParam: "",
    queryFn: ({ pageParam }) => listTasks("done", pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (pages.isPending) return <Bones lines={6} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const tasks = pages.data.pages.flatMap((page) => page.items);
  if (tasks.length === 0) return <EmptyState title={t("inbox.nothingDone")} />;
  return (
    <>
      <ul className="dg-inbox-lines">
        {tasks.map((task) => (
          <li key={task.id}>
            <div>
              <strong>{task.title}</strong>
              <small>
                {task.completedAt && formatInstant(task.completedAt)} <AboutRecord task={task} />
              </small>
              {task.comment && <p>{task.comment}</p>}
            </div>
            <span className="dg-inbox-answer">{outcomeText(task, t("inbox.done"))}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("inbox.more")}
        </Button>
      )}
    </>
  );
}
