import { request } from "./client.ts";

export interface SavedFilter {
  id: string;
  entity: string;
  name: string;
  filter: string;
  columns?: string[];
  sort?: string[];
  shared?: boolean;
  /** Only the one who saved it may delete it. */
  own?: boolean;
}

export async function listSavedFilters(entity: string): Promise<SavedFilter[]> {
  const answer = await request<{ items: SavedFilter[] }>(
    `/api/saved-filters?entity=${encodeURIComponent(entity)}`,
  );
  return answer.items.filter((filter) => filter.entity === entity);
}

export function saveFilter(filter: SavedFilter): Promise<SavedFilter> {
  const { id, entity, name, columns = [], sort = [], shared = false } = filter;
  const body = { entity, name, filter: filter.filter, columns, sort, shared };
  return request(`/api/saved-filters/${encodeURIComponent(id)}`, { method: "PUT", body });
}

export function deleteSavedFilter(id: string): Promise<unknown> {
  return request(`/api/saved-filters/${encodeURIComponent(id)}`, { method: "DELETE" });
}
