import {
  type EntityMetadata,
  type ListQuery,
  listRecords,
  type Page,
  type RecordJson,
  recordKeys,
} from "../api/index.ts";
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";

export type ViewPages = InfiniteData<Page<RecordJson>, string>;

/** The records of a list that were read so far, page by page. */
export function useViewPages(entity: EntityMetadata, query: ListQuery) {
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
  pages: ViewPages | undefined,
  id: string,
  values: Partial<RecordJson>,
): ViewPages | undefined {
  const change = (record: RecordJson): RecordJson =>
    record.id === id ? { ...record, ...(values as RecordJson) } : record;
  return (
    pages && {
      ...pages,
      pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })),
    }
  );
}
