import {
  type EntityMetadata,
  type ListQuery,
  listRecords,
  type Page,
  type RecordJson,
  recordKeys,
} from "@dougong/kit/api";
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";

export type PeriodPages = InfiniteData<Page<RecordJson>, string>;

/** The records of a period that were read so far; each period has a query of its own. */
export function usePeriod(entity: EntityMetadata, query: ListQuery) {
  return useInfiniteQuery({
    queryKey: recordKeys.list(entity.key, query),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      listRecords(entity.key, { ...query, after: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The pages with other values of one record. */
export function withValues(
  pages: PeriodPages | undefined,
  id: string,
  values: Partial<RecordJson>,
): PeriodPages | undefined {
  const change = (record: RecordJson): RecordJson =>
    record.id === id ? { ...record, ...(values as RecordJson) } : record;
  return (
    pages && {
      ...pages,
      pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })),
    }
  );
}
