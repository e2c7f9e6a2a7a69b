import { useWorkspace } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useParams } from "react-router";
import { listReasons, type ReasonFact, type WorkflowReason } from "./api.ts";
import { type FlowSources, useFlowOf, useFlowSources } from "./flow.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

/** Why the workflows about a record started for it, or did not: each with what is known of it. */
export function WhyPage() {
  const { t } = useTranslation("workflowDesign");
  const { entity = "", id = "" } = useParams();
  const { metadata } = useWorkspace();
  const sources = useFlowSources();
  const found = useQuery({
    queryKey: ["executions", "why", entity, id],
    queryFn: () => listReasons(entity, id),
  });
  const title = t("why.title", { entity: labelText(metadata.entity(entity)?.label, entity) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const error = found.error ?? sources.error;
  if (error) return <ErrorState error={error} onRetry={() => void found.refetch()} isPage />;
  if (!found.data || !sources.data) return <Bones lines={8} />;
  const { data } = sources;
  return (
    <div className="dg-designer dg-flow-runs">
      <header className="dg-page-head">
        <h1>{title}</h1>
        <Link className="dg-flow-link" to={`/data/${entity}/${id}`}>
          {t("openRecord")}
        </Link>
      </header>
      {found.data.about.length > 0 && (
        <section className="dg-flow-about">
          <h2>{t("why.about")}</h2>
          {found.data.about.map((fact) => (
            <Fact key={`${fact.what}.${fact.user ?? fact.at ?? ""}`} workflow="" fact={fact} />
          ))}
        </section>
      )}
      {found.data.items.length === 0 && <p>{t("why.none")}</p>}
      <ul>
        {found.data.items.map((one) => (
          <Reason key={one.workflow} reason={one} sources={data} />
        ))}
      </ul>
    </div>
  );
}

function Reason({ reason, sources }: { reason: WorkflowReason; sources: FlowSources }) {
  const { workflow, label, trigger, facts } = reason;
  const { triggerSentence } = useFlowOf({ key: workflow, trigger, nodes: [] }, sources);
  return (
    <li>
      <Link to={`/design/workflow/${workflow}`}>{labelText(label, workflow)}</Link>
      <p className="dg-flow-facts">{triggerSentence(trigger)}</p>
      {facts.map((fact, place) => (
        <Fact key={`${fact.what}.${place}`} workflow={workflow} fact={fact} />
      ))}
    </li>
  );
}

/** The key of the sentence that says a fact. */
function sentence({ what, reason, label, isTrue, isOpen, owner }: ReasonFact): string {
  if (what === "skipped") return `why.skipped.${reason ?? "late"}`;
  if (what === "condition" || what === "chosen") return `why.${what}.${String(isTrue)}`;
  if (what === "messageRefused")
    return `why.messageRefused.${label ? "rule" : (reason ?? "other")}`;
  if (what === "pool") return `why.pool.${owner ? "owned" : isOpen ? "open" : "closed"}`;
  return `why.${what}`;
}

function Fact({ workflow, fact }: { workflow: string; fact: ReasonFact }) {
  const { t } = useTranslation("workflowDesign");
  const at = (moment: string | undefined) => (moment ? formatInstant(moment, "short") : "");
  const text = t(sentence(fact), {
    owner: fact.owner ?? "",
    user: fact.user ?? "—",
    count: fact.count ?? 0,
    most: fact.most ?? 0,
    days: fact.days ?? 0,
    name: labelText(fact.label ?? undefined, ""),
    at: at(fact.at),
    since: at(fact.since),
    due: at(fact.due),
    field: fact.field ?? "",
    value: fact.value ?? t("why.empty"),
    wanted: fact.wanted ?? "",
    segment: labelText(fact.label ?? undefined, fact.segment),
    status: fact.status ? t(`run.${fact.status}`) : "",
  });
  const values = (fact.values ?? []).map(
    ({ field, value }) => `${field}: ${value ?? t("why.empty")}`,
  );
  return (
    <p>
      {fact.execution ? (
        <Link to={`/design/workflow/${workflow}/runs/${fact.execution}`}>{text}</Link>
      ) : (
        text
      )}
      {values.length > 0 && ` (${values.join(t("comma"))})`}
    </p>
  );
}
