import { type EntityMetadata, type Metadata, useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { type Analysis, analyses, analysisLabel, analysisReport, type Source } from "./analysis.ts";
import { freeDocumentKey, loadDocument } from "./documents.ts";
import { reportLabel } from "./fields.ts";
import { newReport, type ReportDocument } from "./model.ts";
import { NewAnalysis } from "./NewAnalysis.tsx";
import { ReportEditor } from "./ReportEditor.tsx";
import { useChartTypes } from "./useChartTypes.ts";
import "./texts.ts";
import "./reportDesigner.css";

/** Opens a report for changing; opening changes nothing. */
export function ReportDesignerPage() {
  const { report = "" } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { metadata } = useWorkspace();
  const types = useChartTypes();
  const begunOver = search.get("new");
  const dashboard = search.get("dashboard");
  const loaded = useQuery({
    queryKey: ["design", "report", report],
    queryFn: async () => {
      const begin = begunOver === null ? null : () => begun(report, begunOver, search);
      const { draft, published, revision, ...rest } = await loadDocument("report", report, begin);
      return {
        ...rest,
        draft: { report: draft },
        revisions: { report: revision },
        published: published ? { report: published } : null,
      };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const begun = (key: string, entity: string, wish: URLSearchParams): ReportDocument => {
    const analysis = analyses.find((one) => one === wish.get("as"));
    if (analysis) return analysed(analysis, key, sourceIn(entity, wish), metadata);
    const fresh = newReport(key, entity, {});
    return { ...fresh, label: reportLabel(metadata, fresh) };
  };
  const error = loaded.error ?? types.error;
  if (error) return <ErrorState error={error} onRetry={() => void loaded.refetch()} isPage />;
  if (!loaded.data || !types.data) return <Bones lines={12} />;
  return (
    <ReportEditor
      key={report}
      loaded={loaded.data}
      types={types.data}
      onDone={
        dashboard === null
          ? undefined
          : () => void navigate(`/design/dashboard/${dashboard}?add=${report}&new`)
      }
    />
  );
}

/** What a new report begins with. */
interface Beginning {
  entity: string;
  wish?: Record<string, string>;
}

const parts = ["owner", "date", "amount"] as const;

/** What a ready-made question is about stands in the address. */
function sourceIn(entity: string, wish: URLSearchParams): Source {
  const [owner = "", date = "", amount = ""] = parts.map((part) => wish.get(part) ?? "");
  return { entity, owner, date, ...(amount === "" ? {} : { amount }) };
}

function analysed(
  analysis: Analysis,
  key: string,
  source: Source,
  metadata: Metadata,
): ReportDocument {
  const label = metadata.field(source.entity, source.owner)?.label;
  return analysisReport(
    analysis,
    key,
    analysisLabel(analysis, label, source.owner),
    source,
    metadata,
  );
}

/** Whose records a new report counts. */
export function NewReportPage() {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const entities = [...metadata.entities.values()];
  const dashboard = search.get("dashboard");
  const start = useMutation({
    mutationFn: ({ entity }: Beginning) => freeDocumentKey("report", `${entity}Report`),
    onSuccess: (key, { entity, wish = {} }) => {
      const more = new URLSearchParams({
        new: entity,
        ...(dashboard === null ? {} : { dashboard }),
        ...wish,
      });
      void navigate(`/design/report/${key}?${more}`, { replace: true });
    },
  });
  const wanted = search.get("entity");
  const { mutate } = start;
  useEffect(() => {
    if (wanted !== null) mutate({ entity: wanted });
  }, [wanted, mutate]);
  useEffect(() => {
    document.title = t("newTitle");
  }, [t]);
  if (start.error) return <ErrorState error={start.error} onRetry={start.reset} isPage />;
  if (wanted !== null) return <Bones lines={12} />;
  return (
    <div className="dg-designer">
      <header className="dg-page-head">
        <h1>{t("newTitle")}</h1>
      </header>
      <p>{t("newText")}</p>
      <ul className="dg-report-sources">
        {entities.map((entity: EntityMetadata) => (
          <li key={entity.key}>
            <button
              type="button"
              className="dg-designer-item"
              disabled={start.isPending}
              onClick={() => start.mutate({ entity: entity.key })}
            >
              {labelText(entity.label, entity.key)}
            </button>
          </li>
        ))}
      </ul>
      <NewAnalysis
        isBusy={start.isPending}
        onStart={(analysis, { entity, ...source }) =>
          start.mutate({ entity, wish: { as: analysis, ...source } })
        }
      />
    </div>
  );
}
