import "./texts.ts";
import { formSections, RecordForm } from "@dougong/form";
import {
  type Session,
  statusOf,
  UnreachableError,
  useWorkspace,
  WorkspaceProvider,
} from "@dougong/kit/api";
import {
  chooseLanguage,
  labelText,
  suggestLanguage,
  useLanguage,
  useTranslation,
} from "@dougong/kit/i18n";
import { randomKey } from "@dougong/kit/lib";
import { Bones, EmptyState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useParams } from "react-router";
import { fetchPublicForm, type PublicForm, sendEntry } from "./api.ts";
import "./PublicFormPage.css";

/** A form for people who have no account: nothing of the shop is shown, nothing is kept here. */
export function PublicFormPage() {
  const { token = "" } = useParams();
  const loaded = useQuery({
    queryKey: ["public-form", token],
    queryFn: () => fetchPublicForm(token),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => suggestLanguage(navigator.language), []);
  return (
    <main className="dg-public">
      <div className="dg-public-sheet">
        <LanguageChoice />
        {loaded.error ? (
          <NoForm error={loaded.error} onRetry={() => void loaded.refetch()} />
        ) : loaded.data ? (
          <Visit key={token} token={token} given={loaded.data} />
        ) : (
          <Bones lines={8} />
        )}
      </div>
    </main>
  );
}

function LanguageChoice() {
  const language = useLanguage();
  return (
    <Button
      type="text"
      className="dg-public-language"
      onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
    >
      {language === "zh" ? "English" : "中文"}
    </Button>
  );
}

/** Says why there is nothing to fill in, in words for people who do not know the shop's system. */
function NoForm({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation("publicForm");
  const status = statusOf(error);
  const kind =
    error instanceof UnreachableError
      ? "offline"
      : status === 404
        ? "missing"
        : status === 403
          ? "closed"
          : "failed";
  const isFinal = kind === "missing" || kind === "closed";
  return (
    <div role="alert">
      <EmptyState title={t(kind)} text={t(`${kind}Text`)} isPage>
        {!isFinal && <Button onClick={onRetry}>{t("retry")}</Button>}
      </EmptyState>
    </div>
  );
}

/** Forms evaluate their rules for whoever fills them in: here for nobody in particular. */
function visitor(timezone: string): Session {
  return {
    user: { id: "", username: "", name: "" },
    roles: [],
    apps: [{ key: "", label: "", timezone }],
  };
}

function Visit({ token, given }: { token: string; given: PublicForm }) {
  const session = useMemo(() => visitor(given.timezone), [given]);
  const snapshot = useMemo(
    () => ({ version: 0, entities: [given.entity], forms: [given.form] }),
    [given],
  );
  return (
    <WorkspaceProvider session={session} snapshot={snapshot}>
      <Entry token={token} given={given} />
    </WorkspaceProvider>
  );
}

function Entry({ token, given }: { token: string; given: PublicForm }) {
  const { t } = useTranslation("publicForm");
  const { form } = given;
  const entity = useWorkspace().metadata.entity(given.entity.key) ?? given.entity;
  const [attempt, setAttempt] = useState(randomKey);
  const [thanks, setThanks] = useState<string | null>(null);
  const [isDirty, setIsDirty] = useState(false);
  const title = labelText(form.label, form.key);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useLeaveQuestion(isDirty && thanks === null);
  if (thanks !== null)
    return (
      <Sent text={thanks}>
        <Button
          onClick={() => {
            setAttempt(randomKey());
            setIsDirty(false);
            setThanks(null);
          }}
        >
          {t("again")}
        </Button>
      </Sent>
    );
  return (
    <>
      <h1>{title}</h1>
      {form.description && <p>{labelText(form.description)}</p>}
      <RecordForm
        key={attempt}
        isTrial
        entity={entity}
        sections={formSections(entity, form)}
        rules={form.rules}
        record={null}
        saveText={t("send")}
        save={async (values) => {
          const answer = await sendEntry(token, values, attempt);
          setThanks(answer.thanks);
          return { ...values, id: "", version: 0 };
        }}
        onSaved={() => window.scrollTo({ top: 0 })}
        onDirty={setIsDirty}
      />
    </>
  );
}

/** What was sent is gone from the screen: the next person at the same device sees nothing of it. */
function Sent({ text, children }: { text: string; children: ReactNode }) {
  const { t } = useTranslation("publicForm");
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div ref={heading} tabIndex={-1} className="dg-public-sent">
      <EmptyState title={t("sent")} text={text || t("thanks")} isPage>
        {children}
      </EmptyState>
    </div>
  );
}

function useLeaveQuestion(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
