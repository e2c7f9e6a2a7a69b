import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, Notice } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { listTasks, taskKeys } from "../api.ts";
import { type Deed, DeedSheet } from "./DeedSheet.tsx";
import { groupTasks } from "./groups.ts";
import { useWaiting } from "./later.ts";
import { TaskCard } from "./TaskCard.tsx";

/** The present, to the minute. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Tasks by when they are due, what is late first. */
export function OpenTasks() {
  const { t } = useTranslation("workflow");
  const now = useNow();
  const waiting = useWaiting();
  const linked = useSearchParams()[0].get("task");
  const [deed, setDeed] = useState<Deed | null>(null);
  const pages = useInfiniteQuery({
    queryKey: taskKeys.list("open"),
    initialPageParam: "",
    queryFn: ({ pageParam }) => listTasks("open", pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 30_000,
  });
  if (pages.isPending) return <Bones lines={6} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const tasks = pages.data.pages.flatMap((page) => page.items);
  const groups = groupTasks(
    tasks.filter((task) => !waiting.has(task.id)),
    now,
  );
  if (groups.length === 0 && !pages.hasNextPage) {
    return <EmptyState title={t("inbox.emptyTitle")} text={t("inbox.emptyText")} />;
  }
  const isGone = linked && !pages.hasNextPage && !tasks.some(({ id }) => id === linked);
  return (
    <>
      {isGone && <Notice tone="quiet">{t("inbox.linkedGone")}</Notice>}
      {groups.map((group) => (
        <section key={group.key} className={`dg-inbox-group dg-inbox-${group.key}`}>
          <h2>
            {t(`inbox.group.${group.key}`)} <span>{group.tasks.length}</span>
          </h2>
          <ul>
            {group.tasks.map((task) => (
              <TaskCard
                key={task.id}
                task={task}
                group={group.key}
                isLinked={task.id === linked}
                onDeed={setDeed}
              />
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("inbox.more")}
        </Button>
      )}
      {deed && <DeedSheet deed={deed} onClose={() => setDeed(null)} />}
    </>
  );
}
