import { useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { fetchDashboard } from "../dashboard/api.ts";
import { ownOf } from "../dashboard/own.ts";
import { BoardEditor } from "./BoardEditor.tsx";
import { type DashboardDocument, newDashboard } from "./board.ts";
import { freeDocumentKey, loadDocument } from "./documents.ts";
import { useChartTypes } from "./useChartTypes.ts";
import { findReport } from "./useReportDocuments.ts";

const toAddName = "add";
const fromName = "from";

/** A document of somebody's own dashboard, to be given to others. */
async function copyOfOwn(key: string, from: string): Promise<DashboardDocument> {
  const { name, widgets, filters } = ownOf(await fetchDashboard(from));
  const board = newDashboard(key, { zh: name, en: name });
  return {
    ...board,
    widgets: widgets.map((widget) => ({ ...widget })),
    ...(filters.length > 0 ? { filters: filters.map((filter) => ({ ...filter })) } : {}),
  };
}

/** Opens a dashboard for changing; opening changes nothing, but for what somebody came to add. */
export function DashboardDesignerPage() {
  const { t } = useTranslation("reportDesign");
  const { dashboard = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const types = useChartTypes();
  const toAdd = search.get(toAddName);
  const from = search.get(fromName);
  const loaded = useQuery({
    queryKey: ["design", "dashboard", dashboard],
    queryFn: async () => {
      const first: DashboardDocument = from
        ? await copyOfOwn(dashboard, from)
        : newDashboard(dashboard, { zh: t("board.new"), en: "New dashboard" });
      const begin = search.has("new") ? () => first : null;
      const { draft, published, revision, ...rest } = await loadDocument(
        "dashboard",
        dashboard,
        begin,
      );
      return {
        toAdd: toAdd === null ? null : await findReport(toAdd),
        loaded: {
          ...rest,
          draft: { dashboard: draft },
          revisions: { dashboard: revision },
          published: published ? { dashboard: published } : null,
        },
      };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const isOpened = loaded.data !== undefined;
  useEffect(() => {
    if (!isOpened || toAdd === null) return;
    setSearch(
      (before) => {
        before.delete(toAddName);
        return before;
      },
      { replace: true },
    );
  }, [isOpened, toAdd, setSearch]);
  const error = loaded.error ?? types.error;
  if (error) return <ErrorState error={error} onRetry={() => void loaded.refetch()} isPage />;
  if (!loaded.data || !types.data) return <Bones lines={12} />;
  return <BoardEditor key={dashboard} {...loaded.data} types={types.data} />;
}

/** Finds a name for a new dashboard and opens it. */
export function NewDashboardPage() {
  const navigate = useNavigate();
  const found = useQuery({
    queryKey: ["design", "free-dashboard"],
    queryFn: () => freeDocumentKey("dashboard", "dashboard"),
    staleTime: 0,
    gcTime: 0,
  });
  const { data: key } = found;
  const [search] = useSearchParams();
  const from = search.get(fromName);
  useEffect(() => {
    const content = from === null ? "" : `&${fromName}=${encodeURIComponent(from)}`;
    if (key !== undefined) {
      void navigate(`/design/dashboard/${key}?new${content}`, { replace: true });
    }
  }, [key, from, navigate]);
  if (found.error) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} isPage />;
  }
  return <Bones lines={12} />;
}
