import { type Session, useSignOut } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Bracket } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect } from "react";
import { SecondFactorSetup } from "./SecondFactorSetup.tsx";
import "./texts.ts";
import "./ProfilePage.css";

interface SecondFactorDueProps {
  session: Session;
  onDone: () => void;
}

/** Whoever has a role that must have a second factor sets it up first. */
export function SecondFactorDue({ session, onDone }: SecondFactorDueProps) {
  const { t } = useTranslation("account");
  const leave = useSignOut();
  useEffect(() => {
    document.title = t("factor.title");
  }, [t]);
  return (
    <main className="dg-password-due">
      <Bracket />
      <h1>{t("factor.title")}</h1>
      <p>{t("factor.dueText", { name: session.user.name })}</p>
      <SecondFactorSetup onDone={onDone} />
      <Button type="link" onClick={leave}>
        {t("password.signOut")}
      </Button>
    </main>
  );
}
