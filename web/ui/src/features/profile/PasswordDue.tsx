import { passwordJustTyped, type Session, useSignOut } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Bracket, showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect } from "react";
import { PasswordForm } from "./PasswordForm.tsx";
import "./texts.ts";
import "./ProfilePage.css";

interface PasswordDueProps {
  session: Session;
  onDone: () => void;
}

/** Whoever was given a password by somebody else chooses an own one first. */
export function PasswordDue({ session, onDone }: PasswordDueProps) {
  const { t } = useTranslation("account");
  const leave = useSignOut();
  useEffect(() => {
    document.title = t("password.dueTitle");
  }, [t]);
  return (
    <main className="dg-password-due">
      <Bracket />
      <h1>{t("password.dueTitle")}</h1>
      <p>{t("password.dueText", { name: session.user.name })}</p>
      <PasswordForm
        username={session.user.username}
        known={passwordJustTyped()}
        onDone={() => {
          showToast({ text: t("password.saved"), tone: "success" });
          onDone();
        }}
      />
      <Button type="link" onClick={leave}>
        {t("password.signOut")}
      </Button>
    </main>
  );
}
