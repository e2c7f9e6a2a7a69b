import { ApiProblem, signIn, UnreachableError } from "@dougong/kit/api";
import { chooseLanguage, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { Bracket, Notice, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { main, useEntrance } from "./entrance.ts";
import { SignInWays, WayCode, WayRefusal } from "./SignInWays.tsx";
import "./texts.ts";
import "./SignInPage.css";

/** Only addresses of this site; anything else leads to the start page. */
export function safeDestination(to: string | null): string {
  return to?.startsWith("/") && !to.startsWith("//") && !to.includes("\\") ? to : "/";
}

export function SignInPage() {
  const { t } = useTranslation("signInWays");
  const language = useLanguage();
  const { workspace, isSuspended } = useEntrance();
  const [isElsewhere, setIsElsewhere] = useState(false);
  useGoOn(isSuspended);
  useEffect(() => {
    document.title = workspace
      ? t("signIn.pageTitleOf", { name: workspace })
      : t("signIn.pageTitle");
  }, [t, workspace]);
  return (
    <div className="dg-sign-in">
      <aside className="dg-sign-in-art" aria-hidden>
        <Bracket tone="light" />
        <p>{t("signIn.motto")}</p>
        <small>{t("signIn.mottoNote")}</small>
      </aside>
      <main className="dg-sign-in-main">
        <Button
          type="text"
          className="dg-sign-in-language"
          onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
        >
          {language === "zh" ? "English" : "中文"}
        </Button>
        <div className="dg-sign-in-card">
          <div className="dg-sign-in-logo">
            <Bracket />
          </div>
          {isSuspended && !isElsewhere ? (
            <>
              <div role="status">
                <h1>{t("suspended.title")}</h1>
                <p className="dg-sign-in-note">{t("suspended.text")}</p>
              </div>
              <Button type="link" onClick={() => setIsElsewhere(true)}>
                {t("signIn.otherWorkspace")}
              </Button>
            </>
          ) : (
            <>
              {workspace && <p className="dg-sign-in-workspace">{workspace}</p>}
              <h1>{t("signIn.title")}</h1>
              <p className="dg-sign-in-note">{t("signIn.note")}</p>
              <Ways isElsewhere={isElsewhere} />
            </>
          )}
        </div>
      </main>
    </div>
  );
}

/** Who waited until the workspace is there again comes back to where they were. */
function useGoOn(isSuspended: boolean) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const hasWaited = useRef(false);
  const destination = safeDestination(search.get("to"));
  useEffect(() => {
    if (isSuspended) hasWaited.current = true;
    else if (hasWaited.current) {
      hasWaited.current = false;
      void navigate(destination, { replace: true });
    }
  }, [isSuspended, destination, navigate]);
}

/** By password or by another place; or what is left to do after coming back from there. */
function Ways({ isElsewhere }: { isElsewhere: boolean }) {
  const [search] = useSearchParams();
  const destination = safeDestination(search.get("to"));
  const refused = search.get("refused");
  if (search.get("code") === "needed") return <WayCode destination={destination} />;
  return (
    <>
      {refused && <WayRefusal code={refused} />}
      <SignInForm isElsewhere={isElsewhere} />
      <SignInWays to={destination} />
    </>
  );
}

interface Refusal {
  text: string;
  retryAt: number | null;
  at: number;
}

function SignInForm({ isElsewhere }: { isElsewhere: boolean }) {
  const { t } = useTranslation("signInWays");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { key, hasOthers } = useEntrance();
  const [named, setNamed] = useState(search.get("workspace") ?? (isElsewhere ? "" : null));
  const workspace = named ?? (hasOthers && key && key !== main ? key : null);
  const [isAskedForCode, setIsAskedForCode] = useState(false);
  const [isRevealed, setIsRevealed] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitSeconds = useSecondsUntil(refusal?.retryAt ?? null, refusal?.at ?? 0);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!username.trim() || !password) {
      setRefusal({ text: t("signIn.missing"), retryAt: null, at: 0 });
      return;
    }
    setIsBusy(true);
    setRefusal(null);
    try {
      const into = workspace?.trim() ?? "";
      await signIn(username.trim(), password, isAskedForCode ? code.trim() : "", into);
      queries.clear();
      await navigate(safeDestination(search.get("to")), { replace: true });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === "access.codeNeeded") {
        setIsAskedForCode(true);
      } else setRefusal(toRefusal(error, t));
      setIsBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {refusal && (
        <Notice>
          {waitSeconds > 0 ? t("signIn.throttled", { seconds: waitSeconds }) : refusal.text}
        </Notice>
      )}
      {workspace !== null && <WorkspaceName value={workspace} onChange={setNamed} />}
      <label htmlFor="username">{t("signIn.username")}</label>
      <TextInput
        id="username"
        name="username"
        className="dg-input-large"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <label htmlFor="password">{t("signIn.password")}</label>
      <div className="dg-input-with">
        <TextInput
          id="password"
          name="password"
          type={isRevealed ? "text" : "password"}
          className="dg-input-large"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button
          type="button"
          className="dg-input-reveal"
          aria-pressed={isRevealed}
          onClick={() => setIsRevealed(!isRevealed)}
        >
          {t(isRevealed ? "signIn.hide" : "signIn.reveal")}
        </button>
      </div>
      {isAskedForCode && <CodeQuestion code={code} onCode={setCode} />}
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={isBusy}
        disabled={waitSeconds > 0}
      >
        {t("signIn.submit")}
      </Button>
      {hasOthers && workspace === null && (
        <Button type="link" onClick={() => setNamed("")}>
          {t("signIn.otherWorkspace")}
        </Button>
      )}
    </form>
  );
}

function WorkspaceName(props: { value: string; onChange: (key: string) => void }) {
  const { t } = useTranslation("signInWays");
  return (
    <>
      <label htmlFor="workspace">{t("signIn.workspace")}</label>
      <TextInput
        id="workspace"
        name="workspace"
        className="dg-input-large"
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </>
  );
}

/** The second step: the code of the app, or a recovery code. */
function CodeQuestion({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const { t } = useTranslation("signInWays");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <>
      <label htmlFor="code">{t("signIn.code")}</label>
      <TextInput
        ref={input}
        id="code"
        name="code"
        className="dg-input-large"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={code}
        aria-describedby="code-note"
        onChange={(event) => onCode(event.target.value)}
      />
      <small id="code-note">{t("signIn.codeNote")}</small>
    </>
  );
}

const plain = (text: string): Refusal => ({ text, retryAt: null, at: 0 });

function toRefusal(error: unknown, t: (key: string) => string): Refusal {
  if (error instanceof UnreachableError) return plain(t("signIn.unreachable"));
  if (error instanceof ApiProblem && error.status === 429) {
    const seconds = error.retryAfterSeconds ?? 30;
    return { text: t("signIn.tryAgain"), retryAt: Date.now() + seconds * 1000, at: Date.now() };
  }
  if (error instanceof ApiProblem && error.status === 401) {
    return plain(t(error.code === "access.badCode" ? "signIn.wrongCode" : "signIn.wrong"));
  }
  const text = error instanceof ApiProblem && error.message ? error.message : t("signIn.failed");
  return plain(text);
}

/** Whole seconds left until the instant, counting down; 0 when it is past or not set. */
function useSecondsUntil(instant: number | null, since: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (instant === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [instant]);
  return instant === null ? 0 : Math.max(0, Math.ceil((instant - Math.max(now, since)) / 1000));
}
