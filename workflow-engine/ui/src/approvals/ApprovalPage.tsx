import { useWorkspace } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { useParams } from "react-router";
import {
  type ApprovalDetails,
  approvalKeys,
  fetchApproval,
  type Task,
  taskKeys,
  urge,
  withdraw,
} from "../api.ts";
import { AboutRecord } from "../inbox/AboutRecord.tsx";
import { outcomeText } from "../inbox/outcomes.ts";
import { sayProblem } from "../problem.ts";
import { StatusChip } from "./StatusChip.tsx";
import "./ApprovalPage.css";

/** An approval: how it stands, who is asked, what was done. */
export function ApprovalPage() {
  const { t } = useTranslation("workflow");
  const { id = "" } = useParams();
  const approval = useQuery({
    queryKey: approvalKeys.one(id),
    queryFn: () => fetchApproval(id),
    refetchInterval: 30_000,
  });
  const title = approval.data?.title;
  useEffect(() => {
    document.title = title ?? t("approval.title");
  }, [title, t]);
  if (approval.isPending) return <Bones lines={6} />;
  if (approval.error) {
    return <ErrorState error={approval.error} onRetry={() => void approval.refetch()} isPage />;
  }
  return (
    <div className="dg-approval">
      <header className="dg-page-head">
        <h1>{approval.data.title}</h1>
        <StatusChip status={approval.data.status} />
      </header>
      <p className="dg-approval-about">
        {t("approval.asked", {
          name: approval.data.requester?.label ?? t("approval.nobody"),
          at: formatInstant(approval.data.createdAt),
        })}{" "}
        <AboutRecord task={approval.data} />
      </p>
      <OwnDeeds approval={approval.data} />
      <People approval={approval.data} />
      <Deeds approval={approval.data} />
    </div>
  );
}

function OwnDeeds({ approval }: { approval: ApprovalDetails }) {
  const { t } = useTranslation("workflow");
  const queries = useQueryClient();
  const { user } = useWorkspace().session;
  if (approval.status !== "open" || approval.requester?.id !== user.id) return null;
  async function run(deed: (id: string) => Promise<unknown>, said: string) {
    try {
      await deed(approval.id);
      showToast({ text: said, tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: approvalKeys.all });
    await queries.invalidateQueries({ queryKey: taskKeys.all });
  }
  return (
    <div className="dg-approval-deeds">
      <Button type="primary" onClick={() => void run(urge, t("said.urged"))}>
        {t("approval.urge")}
      </Button>
      <Button onClick={() => void run(withdraw, t("said.withdrawn"))}>
        {t("approval.withdraw")}
      </Button>
    </div>
  );
}

function People({ approval }: { approval: ApprovalDetails }) {
  const { t } = useTranslation("workflow");
  const present = approval.tasks.filter((task) => task.approval?.round === approval.round);
  return (
    <section>
      <h2>{t("approval.people")}</h2>
      <ol className="dg-approval-people">
        {present.map((task) => (
          <li key={task.id} className={`dg-approval-${task.status}`}>
            <span>
              <strong>
                {(task.completedBy ?? task.assignee)?.label ??
                  t("approval.anyOf", { role: task.role ?? "" })}
                {task.standsFor &&
                  ` (${t("inbox.standsFor", { name: task.standsFor.label ?? "—" })})`}
              </strong>
              {task.comment && <q>{task.comment}</q>}
            </span>
            <Standing task={task} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How it stands with one of the people. */
function Standing({ task }: { task: Task }) {
  const { t } = useTranslation("workflow");
  if (task.status !== "done") return <small>{t(`approval.task.${task.status}`)}</small>;
  const at = task.completedAt ? formatInstant(task.completedAt, "short") : "";
  return (
    <small>
      {outcomeText(task, t("inbox.done"))} · {at}
    </small>
  );
}

function Deeds({ approval }: { approval: ApprovalDetails }) {
  const { t } = useTranslation("workflow");
  if (approval.deeds.length === 0) return null;
  return (
    <section>
      <h2>{t("approval.history")}</h2>
      <ul className="dg-approval-history">
        {approval.deeds.map((deed, place) => (
          <li key={`${deed.task}.${place}`}>
            <span>
              {t(`approval.deed.${deed.deed}`, {
                actor: deed.actor?.label ?? t("approval.engine"),
                subject: deed.subject?.label ?? "",
              })}
              {deed.byLink && ` ${t("approval.byLink")}`}
              {deed.comment && <q>{deed.comment}</q>}
            </span>
            <small>{formatInstant(deed.at, "short")}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
