import { listMentions, mentionsKey, noteMentionsSeen } from "@dougong/kit/api";
import { formatAgo, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import "./MentionsPage.css";

/** Where colleagues mentioned the person; what is shown here counts as seen. */
export function MentionsPage() {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const mentions = useInfiniteQuery({
    queryKey: [...mentionsKey, "all"],
    initialPageParam: "",
    queryFn: ({ pageParam }) => listMentions(pageParam || undefined),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = mentions.data?.pages.flatMap((page) => page.items) ?? [];
  const unseen = items.filter((one) => !one.seen).map((one) => one.comment);
  const news = unseen.join(",");
  useEffect(() => {
    document.title = t("mentions.title");
  }, [t]);
  useEffect(() => {
    if (news === "") return;
    const note = async () => {
      await noteMentionsSeen(news.split(","));
      // an answer under way may be older than the note
      await queries.cancelQueries({ queryKey: [...mentionsKey, "unseen"] });
      await queries.invalidateQueries({ queryKey: [...mentionsKey, "unseen"] });
    };
    note().catch(() => undefined);
  }, [news, queries]);
  if (mentions.error) {
    return <ErrorState error={mentions.error} onRetry={() => void mentions.refetch()} isPage />;
  }
  return (
    <div className="dg-mentions">
      <h1>{t("mentions.title")}</h1>
      {mentions.isPending && <Bones lines={6} />}
      {mentions.isSuccess && items.length === 0 && (
        <EmptyState title={t("mentions.none")} text={t("mentions.noneText")} />
      )}
      <ul>
        {items.map((mention) => (
          <li key={mention.comment} className={mention.seen ? "" : "dg-mention-new"}>
            <Link to={`/data/${mention.entity}/${mention.record}`}>{mention.title || "—"}</Link>
            <p>{mention.text}</p>
            <small>
              {mention.by} · {formatAgo(mention.at)}
            </small>
          </li>
        ))}
      </ul>
      {mentions.hasNextPage && (
        <Button block onClick={() => void mentions.fetchNextPage()}>
          {t("timeline.older")}
        </Button>
      )}
    </div>
  );
}
