import { useWorkspace } from "@dougong/kit/api";
import { type Loaded, loadDocument } from "@dougong/kit/designer";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router";
import { newRole, type RoleDocument, type RoleDraft } from "./model.ts";
import { RoleDesigner } from "./RoleDesigner.tsx";
import "./texts.ts";

/** Opens a role for changing; opening changes nothing. Administrators only, as the server sees to. */
export function RoleDesignerPage() {
  const { t } = useTranslation("roles");
  const { role = "" } = useParams();
  const [search] = useSearchParams();
  const { metadata } = useWorkspace();
  const isNew = search.has("new");
  const loaded = useQuery({
    queryKey: ["design", "role", role],
    queryFn: () => loadRole(role, isNew ? () => newRole(role, labels(t)) : null),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (loaded.error) {
    return <ErrorState error={loaded.error} onRetry={() => void loaded.refetch()} isPage />;
  }
  if (!loaded.data) return <Bones lines={12} />;
  return (
    <RoleDesigner key={role} loaded={loaded.data} entities={[...metadata.entities.values()]} />
  );
}

const labels = (t: (key: string, options: { lng: string }) => string) => ({
  zh: t("newLabel", { lng: "zh" }),
  en: t("newLabel", { lng: "en" }),
});

async function loadRole(
  key: string,
  begin: (() => RoleDocument) | null,
): Promise<Loaded<RoleDraft>> {
  const one = await loadDocument<RoleDocument>("role", key, begin);
  const { version, draft, published, revision, isNew } = one;
  return {
    version,
    draft: { role: draft },
    published: published && { role: published },
    revisions: { role: revision },
    ...(isNew ? { isNew } : {}),
  };
}
