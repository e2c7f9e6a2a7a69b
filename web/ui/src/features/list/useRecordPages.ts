import { type ListQuery, listRecords, type RecordJson, recordKeys } from "@dougong/kit/api";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";

const pageSize = 50;

export interface RecordPages {
  records: RecordJson[];
  isEmpty: boolean;
  isLoading: boolean;
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  error: Error | null;
  loadMore: () => void;
  refetch: () => Promise<unknown>;
}

/** The pages read so far; the next one begins behind the last row's key, never at an offset. */
export function useRecordPages(entity: string, query: ListQuery): RecordPages {
  const pages = useInfiniteQuery({
    queryKey: recordKeys.list(entity, query),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      listRecords(entity, { ...query, limit: pageSize, after: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  return {
    records,
    isEmpty: pages.isSuccess && records.length === 0 && !pages.isPlaceholderData,
    isLoading: pages.isPending,
    isStale: pages.isPlaceholderData,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    error: pages.data ? null : pages.error,
    loadMore,
    refetch: pages.refetch,
  };
}
