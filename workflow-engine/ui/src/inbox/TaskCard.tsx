import { EllipsisOutlined } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { formatAgo, formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Chip, MenuButton, type MenuButtonItem, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { claimTask, giveTaskBack, type Task, taskKeys } from "../api.ts";
import { sayProblem } from "../problem.ts";
import { AboutRecord } from "./AboutRecord.tsx";
import type { Deed } from "./DeedSheet.tsx";
import type { GroupKey } from "./groups.ts";
import { useAnswer } from "./useAnswer.ts";

const mostButtons = 3;

interface TaskCardProps {
  task: Task;
  group: GroupKey;
  /** Whether a link, such as one in a chat app, leads to it. */
  isLinked: boolean;
  onDeed: (deed: Deed) => void;
}

/** One task: what, about whom, until when; and its answers in one tap. */
export function TaskCard({ task, group, isLinked, onDeed }: TaskCardProps) {
  const { t } = useTranslation("workflow");
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isLinked) place.current?.scrollIntoView({ block: "center" });
  }, [isLinked]);
  return (
    <li className="dg-task" ref={place} aria-current={isLinked ? "true" : undefined}>
      <div className="dg-task-what">
        <div className="dg-task-title">
          <strong>{task.title}</strong>
          {task.approval && task.approval.seat > 0 && (
            <Chip text={t("inbox.approval")} color="blue" />
          )}
          <StandsFor task={task} />
          {task.approval?.urgedAt && <Chip text={t("inbox.urged")} color="orange" strong />}
        </div>
        {task.description && <p>{task.description}</p>}
        <NextStep task={task} />
        <small>
          <AboutRecord task={task} />
          {task.due && (
            <span className={group === "overdue" ? "dg-task-late" : undefined}>
              {t(group === "overdue" ? "inbox.wasDue" : "inbox.due", {
                at: formatInstant(task.due, "short"),
                ago: formatAgo(task.due),
              })}
            </span>
          )}
        </small>
      </div>
      <div className="dg-task-deeds">
        <Answers task={task} onDeed={onDeed} />
        <MoreDeeds task={task} onDeed={onDeed} />
      </div>
    </li>
  );
}

/** Whose task a deputy has; and who has it, where it is the reader's. */
function StandsFor({ task: { assignee, standsFor } }: { task: Task }) {
  const { t } = useTranslation("workflow");
  const me = useWorkspace().session.user.id;
  if (!standsFor) return null;
  return (
    <Chip
      text={
        standsFor.id === me
          ? t("inbox.isWith", { name: assignee?.label ?? "—" })
          : t("inbox.standsFor", { name: standsFor.label ?? "—" })
      }
      color="purple"
    />
  );
}

/** Where the record stands, and what comes next. */
function NextStep({ task: { guidance } }: { task: Task }) {
  const { t } = useTranslation("workflow");
  if (!guidance) return null;
  return (
    <p className="dg-task-next">
      <Chip text={guidance.stage} />
      {guidance.next && <span>{t("inbox.next", { next: guidance.next })}</span>}
      {guidance.of > 0 && <span>{t("inbox.progress", { ...guidance })}</span>}
    </p>
  );
}

function Answers({ task, onDeed }: { task: Task; onDeed: (deed: Deed) => void }) {
  const { t } = useTranslation("workflow");
  const answer = useAnswer();
  if (task.outcomes.length > mostButtons) {
    return (
      <Button type="primary" onClick={() => onDeed({ kind: "answer", task })}>
        {t("inbox.choose")}
      </Button>
    );
  }
  const outcomes =
    task.outcomes.length > 0 ? task.outcomes : [{ value: "done", label: t("inbox.done") }];
  return outcomes.map((outcome, place) => {
    const isRefusal = task.approval !== null && outcome.value === "reject";
    return (
      <Button
        key={outcome.value}
        type={place === 0 ? "primary" : "default"}
        danger={isRefusal}
        onClick={() =>
          isRefusal
            ? onDeed({ kind: "answer", task, outcome: outcome.value })
            : answer(task, outcome)
        }
      >
        {outcome.label}
      </Button>
    );
  });
}

function MoreDeeds({ task, onDeed }: { task: Task; onDeed: (deed: Deed) => void }) {
  const { t } = useTranslation("workflow");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isApproval = task.approval !== null && task.approval.seat > 0;
  async function run(deed: (id: string) => Promise<unknown>, said: string) {
    try {
      await deed(task.id);
      showToast({ text: said, tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: taskKeys.all });
  }
  const ask = (kind: Deed["kind"]) => () => onDeed({ kind, task });
  const items: MenuButtonItem[] = [
    { key: "comment", label: t("deed.answer"), run: ask("answer") },
    ...(task.assignee === null
      ? [
          {
            key: "claim",
            label: t("deed.claim"),
            run: () => void run(claimTask, t("said.claimed")),
          },
        ]
      : []),
    { key: "transfer", label: t("deed.transfer"), run: ask("transfer") },
    ...(task.assignee !== null && task.role !== null
      ? [
          {
            key: "return",
            label: t("deed.return"),
            run: () => void run(giveTaskBack, t("said.returned")),
          },
        ]
      : []),
    ...(isApproval
      ? [
          { key: "addApprover", label: t("deed.addApprover"), run: ask("addApprover") },
          { key: "sendBack", label: t("deed.sendBack"), run: ask("sendBack") },
        ]
      : []),
    ...(task.approval
      ? [
          {
            key: "details",
            label: t("deed.details"),
            run: () => void navigate(`/approvals/${task.approval?.id}`),
          },
        ]
      : []),
  ];
  return (
    <MenuButton label={t("deed.more", { title: task.title })} items={items}>
      <EllipsisOutlined aria-hidden />
    </MenuButton>
  );
}
