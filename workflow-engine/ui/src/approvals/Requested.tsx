import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, PageAnchor } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { approvalKeys, listRequested } from "../api.ts";
import { AboutRecord } from "../inbox/AboutRecord.tsx";
import { StatusChip } from "./StatusChip.tsx";

/** What I asked to be approved, the newest first. */
export function Requested() {
  const { t } = useTranslation("workflow");
  const pages = useInfiniteQuery({
    queryKey: approvalKeys.requested,
    initialPageParam: "",
    queryFn: ({ pageParam }) => listRequested(pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (pages.isPending) return <Bones lines={6} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const approvals = pages.data.pages.flatMap((page) => page.items);
  if (approvals.length === 0) return <EmptyState title={t("approval.nothing")} />;
  return (
    <>
      <ul className="dg-inbox-lines">
        {approvals.map((approval) => (
          <li key={approval.id}>
            <div>
              <strong>
                <PageAnchor to={`/approvals/${approval.id}`}>{approval.title}</PageAnchor>
              </strong>
              <small>
                {formatInstant(approval.createdAt)} <AboutRecord task={approval} />
              </small>
            </div>
            <StatusChip status={approval.status} />
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
