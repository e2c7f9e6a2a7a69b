import "./texts.ts";
import { ApiProblem, problemText, UnreachableError } from "@dougong/kit/api";
import { formatInstant, suggestLanguage, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useId, useState } from "react";
import { Link } from "react-router";
import { answerLink, type LinkedTask, openLink } from "./api.ts";
import "./TaskLinkPage.css";

/** One task, opened by the link of its message: for its person, without signing in, once. */
export function TaskLinkPage() {
  const { t } = useTranslation("taskLink");
  const language = useLanguage();
  const [token] = useState(() => window.location.hash.slice(1));
  const [answered, setAnswered] = useState<string | null>(null);
  const loaded = useQuery({
    queryKey: ["task-link", token, language],
    queryFn: () => openLink(token),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    enabled: answered === null,
  });
  const title = t(loaded.data?.isApproval ? "approvalTitle" : "title");
  useEffect(() => suggestLanguage(navigator.language), []);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="dg-link">
      {answered !== null ? (
        <Answered answer={answered} />
      ) : loaded.error ? (
        <Refused error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : loaded.data ? (
        <Task
          task={loaded.data}
          token={token}
          onAnswered={(answer) => {
            // What is used up need not stay in the address and the history.
            window.history.replaceState(null, "", window.location.pathname);
            setAnswered(answer);
          }}
        />
      ) : (
        <Bones lines={6} />
      )}
    </main>
  );
}

interface TaskProps {
  task: LinkedTask;
  token: string;
  onAnswered: (answer: string) => void;
}

function Task({ task, token, onAnswered }: TaskProps) {
  const { t } = useTranslation("taskLink");
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const field = useId();
  const outcomes = task.outcomes.length > 0 ? task.outcomes : [{ value: "done", label: t("done") }];
  async function answer(outcome: { value: string; label: string }) {
    setBusy(outcome.value);
    setProblem(null);
    try {
      await answerLink(token, outcome.value, comment.trim() || null);
      onAnswered(outcome.label);
    } catch (error) {
      setProblem(error);
      setBusy(null);
    }
  }
  if (isOver(problem)) return <Refused error={problem} onRetry={() => setProblem(null)} />;
  return (
    <article className="dg-link-task">
      <p className="dg-link-soft">{t("for", { person: task.person })}</p>
      <h1>{task.title}</h1>
      {task.description && <p className="dg-link-text">{task.description}</p>}
      {task.label && <p className="dg-link-soft">{t("about", { label: task.label })}</p>}
      {task.due && (
        <p className="dg-link-soft">{t("due", { due: formatInstant(task.due, "short") })}</p>
      )}
      <label htmlFor={field}>{t(task.needsReason ? "commentReason" : "comment")}</label>
      <Input.TextArea
        id={field}
        value={comment}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => setComment(event.target.value)}
      />
      {problem !== null && (
        <p role="alert" className="dg-link-problem">
          {words(problem) || t("offlineText")}
        </p>
      )}
      <div className="dg-link-answers">
        {outcomes.map((outcome, place) => (
          <Button
            key={outcome.value}
            size="large"
            type={place === 0 ? "primary" : "default"}
            loading={busy === outcome.value}
            disabled={busy !== null && busy !== outcome.value}
            onClick={() => void answer(outcome)}
          >
            {outcome.label}
          </Button>
        ))}
      </div>
      <p className="dg-link-soft">{t("private")}</p>
    </article>
  );
}

/** Whether the link itself is over, so that there is nothing left to press. */
const isOver = (error: unknown): boolean =>
  error instanceof ApiProblem && error.entries.some(({ code }) => code.startsWith("taskLink."));

function words(error: unknown): string {
  if (!(error instanceof ApiProblem)) return "";
  return error.entries.map(problemText).join(" ") || error.message;
}

function Answered({ answer }: { answer: string }) {
  const { t } = useTranslation("taskLink");
  return (
    <div role="status">
      <EmptyState title={t("answered", { answer })} text={t("answeredText")} isPage>
        <Link to="/tasks">{t("signIn")}</Link>
      </EmptyState>
    </div>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation("taskLink");
  const isOffline = error instanceof UnreachableError;
  return (
    <div role="alert">
      <EmptyState
        title={t(isOffline ? "offline" : "refused")}
        text={isOffline ? t("offlineText") : words(error)}
        isPage
      >
        {isOffline ? (
          <Button onClick={onRetry}>{t("retry")}</Button>
        ) : (
          <Link to="/tasks">{t("signIn")}</Link>
        )}
      </EmptyState>
    </div>
  );
}
