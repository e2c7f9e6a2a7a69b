import { ApiProblem, request } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Notice, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useEntrance } from "./entrance.ts";
import "./texts.ts";

/** Buttons to other places where people have an account; nothing where there are none. */
export function SignInWays({ to }: { to: string }) {
  const { t } = useTranslation("signInWays");
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState("");
  async function begin(id: string) {
    setBusy(id);
    setRefusal("");
    try {
      const path = `/api/sign-in/ways/${encodeURIComponent(id)}`;
      const way = await request<{ address: string }>(path, { method: "POST", body: { to } });
      window.location.assign(way.address);
    } catch (error) {
      setRefusal(refusalText(error, t, t("failed")));
      setBusy("");
    }
  }
  const { ways } = useEntrance();
  if (ways.length === 0) return null;
  return (
    <nav className="dg-sign-in-ways" aria-label={t("or")}>
      <p>{t("or")}</p>
      {refusal && <Notice>{refusal}</Notice>}
      {ways.map(({ id, label }) => (
        <Button
          key={id}
          block
          size="large"
          loading={busy === id}
          disabled={busy !== ""}
          onClick={() => void begin(id)}
        >
          {t("by", { name: label })}
        </Button>
      ))}
    </nav>
  );
}

type Translate = (key: string, options: { defaultValue: string }) => string;

const wordsOfCode = (code: string, t: Translate, otherwise: string): string =>
  t(`refused.${code.replace(/^signInWay\./, "")}`, { defaultValue: otherwise });

function refusalText(error: unknown, t: Translate, otherwise: string): string {
  const isOfWay = error instanceof ApiProblem && error.code.startsWith("signInWay.");
  return isOfWay ? wordsOfCode(error.code, t, otherwise) : wordsOf(error, otherwise);
}

/** Why somebody who came back from another place is not in. */
export function WayRefusal({ code }: { code: string }) {
  const { t } = useTranslation("signInWays");
  return <Notice>{wordsOfCode(code, t, t("failed"))}</Notice>;
}

/** The second factor of who came back from another place. */
export function WayCode({ destination }: { destination: string }) {
  const { t } = useTranslation("signInWays");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => input.current?.focus(), []);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    setRefusal("");
    try {
      await request("/api/sign-in/code", { method: "POST", body: { code: code.trim() } });
      queries.clear();
      await navigate(destination, { replace: true });
    } catch (error) {
      const isWrong = error instanceof ApiProblem && error.code === "access.badCode";
      setRefusal(isWrong ? t("wrongCode") : wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p>{t("codeText")}</p>
      {refusal && <Notice>{refusal}</Notice>}
      <label htmlFor="way-code">{t("code")}</label>
      <TextInput
        ref={input}
        id="way-code"
        className="dg-input-large"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={code}
        aria-describedby="way-code-note"
        onChange={(event) => setCode(event.target.value)}
      />
      <small id="way-code-note">{t("codeNote")}</small>
      <Button type="primary" size="large" block htmlType="submit" loading={isBusy}>
        {t("submit")}
      </Button>
      <Link to="/sign-in">{t("password")}</Link>
    </form>
  );
}

const wordsOf = (error: unknown, otherwise: string): string =>
  error instanceof ApiProblem && error.message ? error.message : otherwise;
