import { type EntityMetadata, useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { fetchImport, type ImportState } from "./api.ts";
import { CheckStep } from "./CheckStep.tsx";
import { MappingStep } from "./MappingStep.tsx";
import { ResultStep } from "./ResultStep.tsx";
import "./texts.ts";
import { UploadStep } from "./UploadStep.tsx";
import "./ImportPage.css";

const pollMilliseconds = 1000;
const steps = ["upload", "map", "check", "done"] as const;
type Step = (typeof steps)[number];

/** Brings the rows of a file into an entity; the address holds the import, so a reload goes on. */
export function ImportPage() {
  const { t } = useTranslation("import");
  const { metadata } = useWorkspace();
  const parameters = useParams();
  const [search, setSearch] = useSearchParams();
  const entity = metadata.entity(parameters["entity"]);
  const label = entity ? labelText(entity.label, entity.key) : "";
  const id = search.get("id") ?? "";
  useEffect(() => {
    document.title = t("title", { label });
  }, [t, label]);
  if (!entity) return <ErrorState error={null} isPage />;
  return (
    <div className="dg-import">
      <header className="dg-page-head">
        <h1>{t("title", { label })}</h1>
        <Link to={`/data/${entity.key}`}>{t("back")}</Link>
      </header>
      {id ? (
        <KnownImport key={id} entity={entity} id={id} onLeave={() => setSearch({})} />
      ) : (
        <>
          <Steps now="upload" />
          <UploadStep entity={entity.key} onBrought={(state) => setSearch({ id: state.id })} />
        </>
      )}
    </div>
  );
}

interface KnownImportProps {
  entity: EntityMetadata;
  id: string;
  onLeave: () => void;
}

function KnownImport({ entity, id, onLeave }: KnownImportProps) {
  const queries = useQueryClient();
  const [isMapping, setIsMapping] = useState(false);
  const query = useQuery({
    queryKey: ["import", id],
    queryFn: () => fetchImport(id),
    refetchInterval: ({ state }) => (state.data?.isWorking ? pollMilliseconds : false),
  });
  if (query.isPending) return <Bones lines={6} />;
  if (query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const state = query.data;
  const step = stepOf(state, isMapping);
  const take = (next: ImportState) => {
    setIsMapping(false);
    queries.setQueryData(["import", id], next);
  };
  return (
    <>
      <Steps now={step} />
      {step === "map" && <MappingStep entity={entity} state={state} onNext={take} />}
      {step === "check" && (
        <CheckStep entity={entity} state={state} onNext={take} onBack={() => setIsMapping(true)} />
      )}
      {step === "done" && (
        <ResultStep entity={entity} state={state} onNext={take} onAgain={onLeave} />
      )}
    </>
  );
}

function stepOf(state: ImportState, isMapping: boolean): Step {
  if (state.status === "ready" || (isMapping && state.status === "checked")) return "map";
  return state.status === "checking" || state.status === "checked" ? "check" : "done";
}

function Steps({ now }: { now: Step }) {
  const { t } = useTranslation("import");
  return (
    <ol className="dg-import-steps" aria-label={t("steps.label")}>
      {steps.map((step) => (
        <li key={step} aria-current={step === now ? "step" : undefined}>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
