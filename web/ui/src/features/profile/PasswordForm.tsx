import { useTranslation } from "@dougong/kit/i18n";
import { Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { changePassword } from "./api.ts";
import { problemWords } from "./problemWords.ts";
import "./texts.ts";

interface PasswordFormProps {
  username: string;
  /** The password until now, where it is known. */
  known?: string;
  onDone: () => void;
  onCancel?: () => void;
}

/** The password until now and a new one; the server says what is wrong with it. */
export function PasswordForm({ username, known = "", onDone, onCancel }: PasswordFormProps) {
  const { t } = useTranslation("account");
  const id = useId();
  const [old, setOld] = useState(known);
  const [chosen, setChosen] = useState("");
  const [isRevealed, setIsRevealed] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const type = isRevealed ? "text" : "password";

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!old || !chosen) {
      setRefusal(t("password.missing"));
      return;
    }
    setIsBusy(true);
    try {
      await changePassword(old, chosen);
      onDone();
    } catch (error) {
      setRefusal(problemWords(error, t("password.failed")));
      setIsBusy(false);
    }
  }

  return (
    <form className="dg-password" onSubmit={(event) => void save(event)} noValidate>
      {refusal && <Notice>{refusal}</Notice>}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <label htmlFor={`${id}-old`}>{t("password.old")}</label>
      <TextInput
        id={`${id}-old`}
        type={type}
        autoComplete="current-password"
        maxLength={200}
        value={old}
        onChange={(event) => setOld(event.target.value)}
      />
      <label htmlFor={`${id}-new`}>{t("password.new")}</label>
      <TextInput
        id={`${id}-new`}
        type={type}
        autoComplete="new-password"
        maxLength={200}
        value={chosen}
        aria-describedby={`${id}-note`}
        onChange={(event) => setChosen(event.target.value)}
      />
      <small id={`${id}-note`}>{t("password.note")}</small>
      <label className="dg-password-reveal">
        <input
          type="checkbox"
          checked={isRevealed}
          onChange={(event) => setIsRevealed(event.target.checked)}
        />
        {t("password.reveal")}
      </label>
      <div className="dg-profile-acts">
        {onCancel && <Button onClick={onCancel}>{t("password.cancel")}</Button>}
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t("password.save")}
        </Button>
      </div>
    </form>
  );
}
