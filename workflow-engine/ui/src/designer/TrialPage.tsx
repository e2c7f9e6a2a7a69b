import { useWorkspace } from "@dougong/kit/api";
import {
  asLink,
  type FieldValue,
  RecordPicker,
  recordSource,
  useFieldTypes,
} from "@dougong/kit/fields";
import { loadDocument } from "@dougong/kit/designer";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect, Notice } from "@dougong/kit/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useId, useState } from "react";
import { Link, useParams } from "react-router";
import {
  type RunDetails,
  type Simulation,
  simulate,
  type SimulatedRun,
  type SimulatedTask,
  tryOut,
} from "./api.ts";
import { FlowProvider, type FlowSources, useFlow, useFlowOf, useFlowSources } from "./flow.ts";
import { LookedAt } from "./FlowView.tsx";
import type { WorkflowDocument } from "./model.ts";
import { Messages, Path } from "./RunPage.tsx";
import { stepsByNode } from "./runs.ts";
import { totalsOf } from "./simulation.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

/** What a workflow would do, before it does it: its draft, else what is published. */
export function TrialPage() {
  const { workflow = "" } = useParams();
  const sources = useFlowSources();
  const loaded = useQuery({
    queryKey: ["design", "workflow", workflow, "trial"],
    queryFn: async () => {
      const { draft, published } = await loadDocument<WorkflowDocument>("workflow", workflow, null);
      return { workflow: draft, isDraft: draft !== published };
    },
    staleTime: 0,
    gcTime: 0,
  });
  const error = loaded.error ?? sources.error;
  if (error) return <ErrorState error={error} onRetry={() => void loaded.refetch()} isPage />;
  if (!loaded.data || !sources.data) return <Bones lines={8} />;
  return <Trial {...loaded.data} sources={sources.data} />;
}

interface TrialProps {
  workflow: WorkflowDocument;
  isDraft: boolean;
  sources: FlowSources;
}

function Trial({ workflow, isDraft, sources }: TrialProps) {
  const { t } = useTranslation("workflowDesign");
  const flow = useFlowOf(workflow, sources);
  const title = t("trial.title", { workflow: labelText(workflow.label, workflow.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <FlowProvider value={flow}>
      <div className="dg-designer dg-flow-run">
        <header className="dg-page-head">
          <h1>{title}</h1>
          <Link className="dg-flow-link" to={`/design/workflow/${workflow.key}`}>
            {t("toDesigner")}
          </Link>
        </header>
        <p>{t(isDraft ? "trial.aboutDraft" : "trial.aboutLive")}</p>
        <OneRecord workflow={workflow} isDraft={isDraft} />
        <PastDays workflow={workflow} isDraft={isDraft} />
      </div>
    </FlowProvider>
  );
}

type PartProps = Omit<TrialProps, "sources">;

function OneRecord({ workflow, isDraft }: PartProps) {
  const { t } = useTranslation("workflowDesign");
  const { metadata } = useWorkspace();
  const types = useFieldTypes();
  const { scope } = useFlow();
  const id = useId();
  const [picked, setPicked] = useState<FieldValue>(null);
  const record = asLink(picked)?.id;
  const trial = useMutation({
    mutationFn: () => tryOut(workflow.key, { draft: isDraft, ...(record ? { record } : {}) }),
  });
  const { about } = scope;
  return (
    <section className="dg-flow-messages" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t("trial.one")}</h2>
      {about && (
        <div className="dg-flow-option">
          <label id={`${id}-label`} htmlFor={id}>
            {labelText(about.label, about.key)}
          </label>
          <RecordPicker
            id={id}
            field={{ key: "record", type: "reference", label: about.label, entity: about.key }}
            value={picked}
            onChange={setPicked}
            source={recordSource(about.key, metadata, types)}
          />
        </div>
      )}
      <Button
        type="primary"
        disabled={about !== null && !record}
        loading={trial.isPending}
        onClick={() => trial.mutate()}
      >
        {t("trial.try")}
      </Button>
      {trial.error && <Notice>{trial.error.message}</Notice>}
      {trial.data && <Tried run={trial.data} />}
    </section>
  );
}

function Tried({ run }: { run: SimulatedRun & RunDetails }) {
  const { t } = useTranslation("workflowDesign");
  return (
    <>
      <p role="status">{t(`trial.ended.${run.status}`)}</p>
      <LookedAt name={t("path")}>
        <Path steps={stepsByNode(run.steps)} />
      </LookedAt>
      <TaskList tasks={run.tasks} />
      <Messages run={run} />
    </>
  );
}

function TaskList({ tasks }: { tasks: readonly SimulatedTask[] }) {
  const { t } = useTranslation("workflowDesign");
  if (tasks.length === 0) return null;
  return (
    <section className="dg-flow-messages">
      <h3>{t("trial.tasks")}</h3>
      <ul>
        {tasks.map((task, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- tasks that are not there have no id
          <li key={at}>
            {task.title}
            {task.due && ` · ${t("dueAt", { at: formatInstant(task.due, "short") })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

const dayCounts = [7, 30, 90];
const usualDays = 30;
const dayMilliseconds = 86_400_000;

function PastDays({ workflow, isDraft }: PartProps) {
  const { t } = useTranslation("workflowDesign");
  const id = useId();
  const [days, setDays] = useState(usualDays);
  const past = useMutation({
    mutationFn: () =>
      simulate(workflow.key, {
        draft: isDraft,
        from: new Date(Date.now() - days * dayMilliseconds).toISOString(),
      }),
  });
  return (
    <section className="dg-flow-messages" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t("trial.past")}</h2>
      <div className="dg-flow-option">
        <label htmlFor={id}>{t("trial.span")}</label>
        <NativeSelect
          id={id}
          value={String(days)}
          onChange={({ target }) => setDays(Number(target.value))}
        >
          {dayCounts.map((count) => (
            <option key={count} value={count}>
              {t("trial.days", { count })}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Button loading={past.isPending} onClick={() => past.mutate()}>
        {t("trial.simulate")}
      </Button>
      {past.error && <Notice>{past.error.message}</Notice>}
      {past.data && <Simulated simulation={past.data} />}
    </section>
  );
}

function Simulated({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation("workflowDesign");
  const totals = totalsOf(simulation);
  if (totals.runs === 0) return <p role="status">{t("trial.nothing")}</p>;
  return (
    <>
      <p className="dg-flow-facts" role="status">
        <span>{t("trial.runs", { count: totals.runs })}</span>
        <span>{t("trial.taskCount", { count: totals.tasks })}</span>
        <span>{t("trial.messageCount", { count: totals.messages })}</span>
        {totals.refused > 0 && <span>{t("trial.refused", { count: totals.refused })}</span>}
        <span>{t("trial.cost", { cost: totals.cost.toFixed(2) })}</span>
      </p>
      {simulation.truncated && <Notice>{t("trial.truncated", { count: totals.runs })}</Notice>}
      {totals.twice.length > 0 && (
        <p>
          {t("trial.twice", { count: totals.twice.length })}{" "}
          {totals.twice
            .slice(0, 10)
            .map(({ recipient, count }) => t("trial.times", { recipient, count }))
            .join(t("comma"))}
        </p>
      )}
      <RunItems runs={simulation.items} />
    </>
  );
}

const runsAtOnce = 20;

/** What each run would do, some at a time: a month of a large shop is long. */
function RunItems({ runs }: { runs: Simulation["items"] }) {
  const { t } = useTranslation("workflowDesign");
  const [shown, setShown] = useState(runsAtOnce);
  const rest = runs.length - shown;
  return (
    <>
      <ul className="dg-flow-simulated">
        {runs.slice(0, shown).map((run) => (
          <li key={run.id}>
            <p className="dg-flow-facts">
              <span>{formatInstant(run.startedAt, "short")}</span>
              <span>{run.record?.label ?? run.record?.id.slice(0, 8)}</span>
              {run.problem && <span>{run.problem.message}</span>}
            </p>
            <p>
              {[
                ...run.tasks.map(({ title }) => title),
                ...run.messages.map(({ body }) => body),
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button onClick={() => setShown(shown + runsAtOnce)}>
          {t("trial.more", { count: Math.min(rest, runsAtOnce), rest })}
        </Button>
      )}
    </>
  );
}
