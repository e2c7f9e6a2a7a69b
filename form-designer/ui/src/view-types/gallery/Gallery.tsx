import { listRecords, recordKeys } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import type { ViewProps } from "@dougong/kit/views";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { GalleryCard } from "./GalleryCard.tsx";
import { type GalleryPlan, galleryQuery, planOf } from "./plan.ts";
import "./texts.ts";
import "./gallery.css";

/** Records as cards with a picture, page by page. */
export default function Gallery(props: ViewProps) {
  const { t } = useTranslation("gallery");
  const plan = planOf(props.entity, props.view);
  if (!plan) return <EmptyState title={t("gone")} text={t("goneHint")} />;
  return <PlannedGallery {...props} plan={plan} />;
}

function PlannedGallery({ entity, query, plan }: ViewProps & { plan: GalleryPlan }) {
  const { t } = useTranslation("gallery");
  const asked = galleryQuery(query, plan);
  const pages = useInfiniteQuery({
    queryKey: recordKeys.list(entity.key, asked),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      listRecords(entity.key, { ...asked, after: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.error && !pages.data) {
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (pages.isPending) return <Bones lines={8} />;
  if (records.length === 0) return <EmptyState title={t("empty")} text={t("emptyHint")} />;
  return (
    <>
      <ul className="dg-gallery" aria-busy={pages.isPlaceholderData}>
        {records.map((record) => (
          <GalleryCard key={record.id} entity={entity} plan={plan} record={record} />
        ))}
      </ul>
      <p className="dg-gallery-end" role="status">
        {t(pages.hasNextPage ? "shownMore" : "shownAll", { count: records.length })}
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </p>
    </>
  );
}
