import { type JsonObject, problemText } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, Notice, showToast } from "@dougong/kit/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { cancelRun, fetchRun, retryRun, type RunDetails, runKeys, type RunStep } from "./api.ts";
import { Card, useTriggerCard } from "./Card.tsx";
import { FlowProvider, type FlowSources, useFlow, useFlowOf, useFlowSources } from "./flow.ts";
import { FlowView, LookedAt } from "./FlowView.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { becauseText, lengthText, stepsByNode } from "./runs.ts";
import { isRecord, targetOf } from "./scope.ts";
import type { NodeDocument } from "./types.ts";
import { nodeUis } from "./uiTypes.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

const refreshMilliseconds = 3_000;

/** A run: the way that it took through the version of the workflow that it has. */
export function RunPage() {
  const { run = "" } = useParams();
  const sources = useFlowSources();
  const found = useQuery({
    queryKey: runKeys.one(run),
    queryFn: () => fetchRun(run),
    refetchInterval: ({ state }) =>
      state.data?.status === "running" ? refreshMilliseconds : false,
  });
  const error = found.error ?? sources.error;
  if (error) return <ErrorState error={error} onRetry={() => void found.refetch()} isPage />;
  if (!found.data || !sources.data) return <Bones lines={12} />;
  return <Shown run={found.data} sources={sources.data} />;
}

function Shown({ run, sources }: { run: RunDetails; sources: FlowSources }) {
  const { t } = useTranslation("workflowDesign");
  const flow = useFlowOf(run.document, sources);
  const steps = stepsByNode(run.steps);
  const about = run.record
    ? (run.record.label ?? run.record.id.slice(0, 8))
    : labelText(run.document.label, run.workflow);
  const title = t("runTitle", { record: about });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <FlowProvider value={flow}>
      <div className="dg-designer dg-flow-run">
        <header className="dg-page-head">
          <h1>{title}</h1>
          <Link className="dg-flow-link" to={`/design/workflow/${run.workflow}/runs`}>
            {t("allRuns")}
          </Link>
          {run.record?.entity && (
            <Link className="dg-flow-link" to={`/data/${run.record.entity}/${run.record.id}`}>
              {t("openRecord")}
            </Link>
          )}
        </header>
        <p className="dg-flow-facts" role="status">
          <span>{labelText(run.document.label, run.workflow)}</span>
          <span className="dg-flow-status" data-state={run.status}>
            {t(`run.${run.status}`)}
          </span>
          <span>{t("startedAt", { at: formatInstant(run.startedAt) })}</span>
          {run.endedAt && (
            <span>{t("took", { time: lengthText(run.startedAt, run.endedAt, t) })}</span>
          )}
        </p>
        <Because run={run} />
        {run.problem && <Notice>{problemText(run.problem)}</Notice>}
        <RunActs run={run} />
        <LookedAt name={t("path")}>
          <Path steps={steps} />
        </LookedAt>
        <Messages run={run} />
      </div>
    </FlowProvider>
  );
}

/** Why it began, in words, with the way to everything else about the record. */
function Because({ run }: { run: RunDetails }) {
  const { t } = useTranslation("workflowDesign");
  const { metadata } = useFlow();
  const entity = run.record?.entity ?? "";
  const fields = Array.isArray(run.reason["fields"]) ? run.reason["fields"].map(String) : [];
  const labels = fields.map((key) => labelText(metadata.field(entity, key)?.label, key));
  return (
    <p className="dg-flow-facts">
      <span>{becauseText(run.reason, labels, t)}</span>
      {run.record?.entity && (
        <Link to={`/design/why/${run.record.entity}/${run.record.id}`}>{t("why.link")}</Link>
      )}
    </p>
  );
}

function RunActs({ run }: { run: RunDetails }) {
  const { t } = useTranslation("workflowDesign");
  const queries = useQueryClient();
  const options = (act: (id: string) => Promise<unknown>, said: string) => ({
    mutationFn: () => act(run.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: runKeys.all });
      showToast({ text: t(said), tone: "success" as const });
    },
    onError: (error: Error) => showToast({ text: error.message, tone: "error" as const }),
  });
  const retry = useMutation(options(retryRun, "retried"));
  const cancel = useMutation(options(cancelRun, "cancelled"));
  const [isMoving, setIsMoving] = useState(false);
  if (run.status !== "failed" && run.status !== "running") return null;
  return (
    <div className="dg-flow-acts">
      {!run.isCurrent && (
        <Button title={t("move.isOld")} onClick={() => setIsMoving(true)}>
          {t("move.one")}
        </Button>
      )}
      {isMoving && (
        <MoveDialog
          workflow={run.workflow}
          version={run.version}
          run={run.id}
          onClose={() => setIsMoving(false)}
        />
      )}
      {run.status === "failed" && (
        <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t("retry")}
        </Button>
      )}
      <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t("cancelRun")}
      </Button>
    </div>
  );
}

/** The drawing of a workflow with the way that a run took. */
export function Path({ steps }: { steps: ReadonlyMap<string, readonly RunStep[]> }) {
  const { t } = useTranslation("workflowDesign");
  const { book, nameOf, sentence } = useFlow();
  const card = useTriggerCard();
  return (
    <FlowView
      trigger={<Card {...card} state="done" />}
      renderStep={(node) => {
        const [last, ...earlier] = steps.get(node.id) ?? [];
        return (
          <Card
            id={node.id}
            kind="node"
            name={nameOf(node.id)}
            sentence={sentence(node)}
            options={node}
            schema={book.shape(node.type)?.schema}
            state={last?.state ?? "none"}
          >
            {last ? (
              <StepResult node={node} step={last} times={earlier.length + 1} />
            ) : (
              <p className="dg-flow-result">{t("stepState.none")}</p>
            )}
          </Card>
        );
      }}
    />
  );
}

interface StepResultProps {
  node: NodeDocument;
  step: RunStep;
  times: number;
}

/** When a step ran, what came of it, and what went wrong. */
function StepResult({ node, step, times }: StepResultProps) {
  const { t } = useTranslation("workflowDesign");
  const { metadata } = useFlow();
  const output = nodeUis.get(node.type)?.output?.(node);
  const field = output && { key: node.id, ...output };
  const { state, startedAt, endedAt, dueAt } = step;
  const said = typeof step.output === "string" ? step.output : null;
  const option = field?.options?.find(({ value }) => value === said);
  const hasValues = nodeUis.get(node.type)?.values !== undefined && step.output !== null;
  const isMade = field !== undefined && said !== null && isRecord(field, metadata);
  return (
    <>
      <p className="dg-flow-result">
        <strong>{t(`stepState.${state}`)}</strong>
        {startedAt && ` · ${formatInstant(startedAt, "short")}`}
        {startedAt && endedAt && ` · ${t("took", { time: lengthText(startedAt, endedAt, t) })}`}
        {times > 1 && ` · ${t("times", { count: times })}`}
        {!endedAt && dueAt && ` · ${t("dueAt", { at: formatInstant(dueAt, "short") })}`}
      </p>
      {isMade && (
        <p className="dg-flow-result">
          <Link to={`/data/${targetOf(field) ?? ""}/${said}`}>{t("openMade")}</Link>
        </p>
      )}
      {!isMade && said !== null && (
        <p className="dg-flow-result">{t("result", { result: labelText(option?.label, said) })}</p>
      )}
      {hasValues && <Values values={step.output as JsonObject} />}
      {typeof step.output === "boolean" && (
        <p className="dg-flow-result">
          {t("result", { result: t(step.output ? "usual.yes" : "usual.no") })}
        </p>
      )}
      {step.problem && <p className="dg-flow-wrong">{problemText(step.problem)}</p>}
    </>
  );
}

/** Values of an answer, by their names. */
function Values({ values }: { values: JsonObject }) {
  return (
    <dl className="dg-flow-values">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null ? "–" : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a run sent, or would send. */
export function Messages({ run }: { run: Pick<RunDetails, "messages"> }) {
  const { t } = useTranslation("workflowDesign");
  if (run.messages.length === 0) return null;
  return (
    <section className="dg-flow-messages">
      <h2>{t("messages")}</h2>
      <ul>
        {run.messages.map((message) => (
          <li key={message.id}>
            <p className="dg-flow-facts">
              <span>{t(`messageState.${message.state}`)}</span>
              <span>{message.recipient}</span>
              {message.problem && <span>{message.problem.message}</span>}
            </p>
            <p>{message.body}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
