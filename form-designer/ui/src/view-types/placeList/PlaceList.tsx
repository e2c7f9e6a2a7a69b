import { useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { GroupHeading, groupsOf, useViewPages, type ViewProps } from "@dougong/kit/views";
import { Button } from "antd";
import { type PlacePlan, placeQuery, planOf } from "./plan.ts";
import { PlaceCard } from "./PlaceCard.tsx";
import "./texts.ts";
import "./placeList.css";

/** Places to call and to go to, by region; it needs no map. */
export default function PlaceList(props: ViewProps) {
  const { t } = useTranslation("placeList");
  const plan = planOf(props.entity, props.view);
  if (!plan) return <EmptyState title={t("gone")} text={t("goneText")} />;
  return <PlannedList {...props} plan={plan} />;
}

function PlannedList({ entity, query, plan }: ViewProps & { plan: PlacePlan }) {
  const { t } = useTranslation("placeList");
  const types = useFieldTypes();
  const pages = useViewPages(entity, placeQuery(query, plan));
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.error && !pages.data) {
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (pages.isPending) return <Bones lines={8} />;
  if (records.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <div className="dg-places">
      {groupsOf(records, plan.of.group, types, t("ungrouped")).map((group) => (
        <section key={group.key}>
          <GroupHeading field={plan.of.group} group={group} />
          <ul>
            {group.records.map((record) => (
              <PlaceCard key={record.id} entity={entity} plan={plan} record={record} />
            ))}
          </ul>
        </section>
      ))}
      <p className="dg-places-end" role="status">
        {t(pages.hasNextPage ? "shownMore" : "shownAll", { count: records.length })}
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </p>
    </div>
  );
}
