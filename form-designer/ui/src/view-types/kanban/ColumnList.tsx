import type { EntityMetadata, ListQuery, RecordJson } from "@dougong/kit/api";
import { useDropPlace } from "@dougong/kit/dnd";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, ErrorState } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useId, useRef } from "react";
import { BoardCard } from "./BoardCard.tsx";
import type { BoardColumn, BoardPlan } from "./columns.ts";
import { useColumn } from "./useColumn.ts";
import type { ColumnCount } from "./useCounts.ts";

export interface ColumnListProps {
  entity: EntityMetadata;
  plan: BoardPlan;
  column: BoardColumn;
  query: ListQuery;
  count: ColumnCount | undefined;
  /** Id of the card that was moved by keys, and keeps the focus. */
  focused: string | null;
  onMove: (record: RecordJson) => void;
  onStep: (record: RecordJson, step: number) => void;
  onCards: (records: RecordJson[]) => void;
}

/** A column: what it holds in all, and its cards page by page. */
export function ColumnList(props: ColumnListProps) {
  const { entity, plan, column, count, onCards } = props;
  const { t } = useTranslation("kanban");
  const id = useId();
  const pages = useColumn(entity, props.query);
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const { ref, isDropTarget } = useDropPlace(column.key, !plan.isMovable || column.value === null);
  useEffect(() => onCards(records));
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const loadMore = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  const end = useEndInSight(loadMore);
  const loaded = hasNextPage ? `${records.length}+` : String(records.length);
  return (
    <section
      ref={ref}
      className={isDropTarget ? "dg-column dg-column-target" : "dg-column"}
      aria-labelledby={id}
      data-column={column.key}
    >
      <header>
        <h2 id={id}>
          <Chip text={column.label} color={column.color} />
          <span className="dg-column-count">
            {count ? formatDecimal(String(count.count)) : pages.data ? loaded : "…"}
          </span>
        </h2>
        {count?.sums.map(({ key, text }) => (
          <p key={key}>
            {labelText(entity.fields.find((field) => field.key === key)?.label, key)} {text}
          </p>
        ))}
      </header>
      {pages.error && !pages.data ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Bones lines={4} />
      ) : (
        <ul aria-labelledby={id}>
          {records.map((record) => (
            <BoardCard
              key={record.id}
              entity={entity}
              plan={plan}
              record={record}
              isFocused={props.focused === record.id}
              onMove={() => props.onMove(record)}
              onStep={(step) => props.onStep(record, step)}
            />
          ))}
          {records.length === 0 && <li className="dg-column-empty">{t("empty")}</li>}
          {hasNextPage && (
            <li ref={end} className="dg-column-more">
              <Button type="text" loading={isFetchingNextPage} onClick={loadMore}>
                {t("more")}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** Calls when the end of a list comes near while somebody scrolls. */
function useEndInSight(onSight: () => void) {
  const latest = useRef(onSight);
  useEffect(() => {
    latest.current = onSight;
  });
  const observer = useRef<IntersectionObserver | null>(null);
  return (element: HTMLLIElement | null) => {
    observer.current?.disconnect();
    if (!element || typeof IntersectionObserver === "undefined") return;
    observer.current = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: "200px" },
    );
    observer.current.observe(element);
  };
}
