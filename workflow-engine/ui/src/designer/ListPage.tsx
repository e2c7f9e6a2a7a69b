import type { JsonObject } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { listWorkflows, pauseWorkflow, type WorkflowItem } from "./api.ts";
import { type FlowSources, useFlowOf, useFlowSources } from "./flow.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

/** All workflows: what each starts on, whether it runs, and what waits or failed. */
export function WorkflowListPage() {
  const { t } = useTranslation("workflowDesign");
  const sources = useFlowSources();
  const all = useQuery({ queryKey: ["design", "workflows"], queryFn: listWorkflows });
  useEffect(() => {
    document.title = t("listTitle");
  }, [t]);
  const error = all.error ?? sources.error;
  if (error) return <ErrorState error={error} onRetry={() => void all.refetch()} isPage />;
  return (
    <div className="dg-designer dg-flow-list">
      <header className="dg-page-head">
        <h1>{t("listTitle")}</h1>
        <Link className="dg-flow-new-link" to="/design/workflow/new">
          {t("newTitle")}
        </Link>
      </header>
      {!all.data || !sources.data ? (
        <Bones lines={8} />
      ) : (
        <ul>
          {all.data.map((item) => (
            <Line key={item.key} item={item} sources={sources.data} />
          ))}
        </ul>
      )}
      {all.data?.length === 0 && <p>{t("noWorkflows")}</p>}
    </div>
  );
}

function Line({ item, sources }: { item: WorkflowItem; sources: FlowSources }) {
  const { t } = useTranslation("workflowDesign");
  const trigger = (item.trigger ?? { type: "" }) as JsonObject & { type: string };
  const flow = useFlowOf({ key: item.key, trigger, nodes: [] }, sources);
  const address = `/design/workflow/${item.key}`;
  return (
    <li>
      <Link to={address}>{labelText(item.label, item.key)}</Link>
      <p>{flow.triggerSentence(trigger)}</p>
      <p className="dg-flow-facts">
        <span>
          {item.isPublished ? t("state.version", { version: item.version }) : t("state.never")}
        </span>
        {item.pausedAt && (
          <strong>{t("pausedSince", { at: formatInstant(item.pausedAt, "short") })}</strong>
        )}
        {item.hasDraft && <span>{t(item.isRemoval ? "state.removal" : "state.draft")}</span>}
        {item.version > 0 && <Link to={`${address}/runs`}>{t("runs")}</Link>}
        {item.running > 0 && (
          <Link to={`${address}/runs?status=running`}>
            {t("runningCount", { count: item.running })}
          </Link>
        )}
        {item.failed > 0 && (
          <Link className="dg-flow-failed" to={`${address}/runs?status=failed`}>
            {t("failedCount", { count: item.failed })}
          </Link>
        )}
        {item.isPublished && <PauseButton item={item} />}
      </p>
    </li>
  );
}

/** Pauses a workflow and lets it go on; with a way back, for a slip. */
function PauseButton({ item }: { item: WorkflowItem }) {
  const { t } = useTranslation("workflowDesign");
  const queries = useQueryClient();
  const isPaused = item.pausedAt !== null;
  const change = useMutation({
    mutationFn: (pause: boolean) => pauseWorkflow(item.key, pause),
    onSuccess: async (_, pause) => {
      await queries.invalidateQueries({ queryKey: ["design", "workflows"] });
      showToast({ text: t(pause ? "paused" : "resumed"), tone: "success" });
    },
    onError: (error: Error) => showToast({ text: error.message, tone: "error" }),
  });
  const name = labelText(item.label, item.key);
  return (
    <Button
      size="small"
      loading={change.isPending}
      aria-label={t(isPaused ? "resumeOf" : "pauseOf", { name })}
      onClick={() => change.mutate(!isPaused)}
    >
      {t(isPaused ? "resume" : "pause")}
    </Button>
  );
}
