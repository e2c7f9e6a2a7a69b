import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Designer } from "./Designer.tsx";
import { loadDraft } from "./documents.ts";

/** Opens a form for changing; opening changes nothing. */
export function DesignerPage({ form }: { form: string }) {
  const loaded = useQuery({
    queryKey: ["design", "form", form],
    queryFn: () => loadDraft(form),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (loaded.error)
    return <ErrorState error={loaded.error} onRetry={() => void loaded.refetch()} isPage />;
  if (!loaded.data) return <Bones lines={12} />;
  return <Designer key={form} {...loaded.data} />;
}
