import {
  type EntityMetadata,
  type ListQuery,
  listRecords,
  type Page,
  type RecordJson,
  recordKeys,
} from "@dougong/kit/api";
import { type InfiniteData, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

export type ColumnPages = InfiniteData<Page<RecordJson>, string>;

/** The cards of a column that were read so far. */
export function useColumn(entity: EntityMetadata, query: ListQuery) {
  return useInfiniteQuery({
    queryKey: recordKeys.list(entity.key, query),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      listRecords(entity.key, { ...query, after: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The pages without a record. */
export function without(pages: ColumnPages | undefined, id: string): ColumnPages | undefined {
  return (
    pages && {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        items: page.items.filter((record) => record.id !== id),
      })),
    }
  );
}

/** The pages with a record at the top. */
export function withFirst(
  pages: ColumnPages | undefined,
  record: RecordJson,
): ColumnPages | undefined {
  const rest = without(pages, record.id);
  const [first, ...others] = rest?.pages ?? [];
  if (!rest || !first) return pages;
  return { ...rest, pages: [{ ...first, items: [record, ...first.items] }, ...others] };
}
