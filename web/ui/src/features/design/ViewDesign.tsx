import { ViewDesignerPage } from "@dougong/form/designer";
import { request } from "@dougong/kit/api";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";

/** Changes a view; only for administrators, which the server sees to. */
export function ViewDesign() {
  const { view = "" } = useParams();
  const [search] = useSearchParams();
  return <ViewDesignerPage view={view} begunOver={search.get("new")} />;
}

/** Finds a name for a new view of an entity and opens it. */
export function NewView() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const entity = search.get("entity") ?? "";
  const found = useQuery({
    queryKey: ["design", "free-view", entity],
    queryFn: async () => {
      const { items } = await request<{ items: { key: string }[] }>("/api/meta/view");
      const taken = new Set(items.map(({ key }) => key));
      let number = 1;
      while (taken.has(`${entity}View${number}`)) number++;
      return `${entity}View${number}`;
    },
    staleTime: 0,
    gcTime: 0,
  });
  const { data: key } = found;
  useEffect(() => {
    if (key !== undefined) void navigate(`/design/view/${key}?new=${entity}`, { replace: true });
  }, [key, entity, navigate]);
  if (found.error) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} isPage />;
  }
  return <Bones lines={12} />;
}
