import type { JsonObject } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import { listWorkflows, type WorkflowItem } from "./api.ts";
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
      </p>
    </li>
  );
}
