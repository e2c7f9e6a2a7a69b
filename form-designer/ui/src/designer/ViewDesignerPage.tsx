import { ApiProblem, type EntityMetadata, useWorkspace } from "@dougong/kit/api";
import { type Loaded, readStored } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { newView, type ViewDocument, type ViewDraft } from "./viewModel.ts";
import { ViewDesigner } from "./ViewDesigner.tsx";
import "./texts.ts";

export interface ViewDesignerPageProps {
  view: string;
  /** Key of the entity over which a new view is begun; null opens one that is there. */
  begunOver: string | null;
}

const firstColumns = 5;

/** Opens a view for changing; opening changes nothing. */
export function ViewDesignerPage({ view, begunOver }: ViewDesignerPageProps) {
  const { t } = useTranslation("designer");
  const { metadata } = useWorkspace();
  const entity = metadata.entity(begunOver ?? undefined);
  const loaded = useQuery({
    queryKey: ["design", "view", view],
    queryFn: () => loadView(view, entity && (() => begun(view, entity, t("view.newLabel")))),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (loaded.error) {
    return <ErrorState error={loaded.error} onRetry={() => void loaded.refetch()} isPage />;
  }
  if (!loaded.data) return <Bones lines={12} />;
  const shown = metadata.entity(loaded.data.draft.view.entity);
  if (!shown) return <ErrorState error={new ApiProblem(404, "entity.missing", "")} isPage />;
  return <ViewDesigner key={view} loaded={loaded.data} entity={shown} />;
}

function begun(key: string, entity: EntityMetadata, label: string): ViewDocument {
  const own = entity.fields.filter((field) => field.system !== true && !field.fields);
  const columns = own.slice(0, firstColumns).map((field) => field.key);
  const english = `${labelText(entity.label, entity.key, "en")}: new view`;
  return newView(key, entity.key, { zh: label, en: english }, columns);
}

async function loadView(
  key: string,
  begin: (() => ViewDocument) | undefined,
): Promise<Loaded<ViewDraft>> {
  try {
    const stored = await readStored<ViewDocument>("view", key);
    const view = stored.draft ?? stored.published;
    if (!view) throw new Error(`view "${key}" has no content`);
    const published = stored.published && { view: stored.published };
    const revisions = { view: stored.revision };
    return { version: stored.version, published, draft: { view }, revisions };
  } catch (error) {
    if (!begin || !(error instanceof ApiProblem) || error.status !== 404) throw error;
    const draft = { view: begin() };
    return { version: 0, published: null, draft, isNew: true, revisions: { view: 0 } };
  }
}
