import { useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys, readState } from "./api.ts";
import { FailedRuns } from "./FailedRuns.tsx";
import { Limits } from "./Limits.tsx";
import { Nodes } from "./Nodes.tsx";
import { Protection } from "./Protection.tsx";
import { Queues } from "./Queues.tsx";
import { Statements } from "./Statements.tsx";
import { Storage } from "./Storage.tsx";
import "./texts.ts";
import "./OperationsPage.css";

const REFRESH = 10_000;

/** How the installation is: nodes, work that waits, what failed, the database. */
export function OperationsPage() {
  const { t } = useTranslation("operations");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  const state = useQuery({
    queryKey: keys.state,
    queryFn: readState,
    staleTime: 0,
    refetchInterval: REFRESH,
  });
  if (state.isPending) return <Bones lines={10} />;
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  const {
    nodes,
    database,
    queues,
    mostCounted,
    failed,
    statements,
    entities,
    platform,
    limits,
    use,
  } = state.data;
  return (
    <div className="dg-operations">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <Limits limits={limits} use={use} />
      {nodes.length > 0 && <Nodes nodes={nodes} />}
      <Protection scanner={state.data.scanner} certificate={state.data.certificate} />
      <Queues queues={queues} most={mostCounted} />
      <FailedRuns runs={failed} />
      {statements && <Statements statements={statements} />}
      <Storage database={database} entities={entities} platform={platform} />
    </div>
  );
}
