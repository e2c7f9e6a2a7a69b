import { useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { sessionKeys } from "./api.ts";
import { PasswordForm } from "./PasswordForm.tsx";
import "./texts.ts";

/** Changes the own password; everybody else with it has to sign in again. */
export function PasswordPanel() {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const { user } = useWorkspace().session;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section>
      <h2>{t("password.title")}</h2>
      {isOpen ? (
        <PasswordForm
          username={user.username}
          onCancel={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false);
            showToast({ text: t("password.saved"), tone: "success" });
            void queries.invalidateQueries({ queryKey: sessionKeys });
          }}
        />
      ) : (
        <Button onClick={() => setIsOpen(true)}>{t("password.change")}</Button>
      )}
    </section>
  );
}
