import { useTranslation } from "@dougong/kit/i18n";
import { Notice, TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { accountKeys, readAccounts } from "./accounts.ts";
import { problemWords } from "./problemWords.ts";
import "./texts.ts";

interface PasswordQuestionProps {
  text: string;
  act: string;
  onPassword: (password: string) => Promise<void>;
  onCancel: (() => void) | undefined;
}

/** Asks for the password before something that whoever merely sits here must not do. */
export function PasswordQuestion({ text, act, onPassword, onCancel }: PasswordQuestionProps) {
  const { t } = useTranslation("account");
  const id = useId();
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const accounts = useQuery({ queryKey: accountKeys, queryFn: readAccounts });
  const isFree = accounts.data?.byPassword === false;
  async function send(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    try {
      await onPassword(password);
    } catch (error) {
      setRefusal(problemWords(error, t("factor.failed")));
    }
    setIsBusy(false);
  }
  return (
    <form className="dg-password" onSubmit={(event) => void send(event)} noValidate>
      {refusal && <Notice>{refusal}</Notice>}
      <p>{text}</p>
      <label htmlFor={id}>{t("factor.password")}</label>
      <TextInput
        id={id}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {isFree && <small>{t("factor.passwordNote")}</small>}
      <div className="dg-profile-acts">
        {onCancel && <Button onClick={onCancel}>{t("factor.cancel")}</Button>}
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={password === "" && !isFree}
        >
          {act}
        </Button>
      </div>
    </form>
  );
}
