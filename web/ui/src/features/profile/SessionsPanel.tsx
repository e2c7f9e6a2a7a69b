import { useTranslation } from "@dougong/kit/i18n";
import { SessionFacts } from "@dougong/kit/sessions";
import { Bones, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { endOtherSessions, endOwnSession, listOwnSessions, sessionKeys } from "./api.ts";
import { PasswordQuestion } from "./PasswordQuestion.tsx";
import "./texts.ts";

/** The session that shall end, or all others. */
type Asked = { id: string } | "others" | null;

/** Where I am signed in, and how to end it; whoever merely sits here cannot. */
export function SessionsPanel() {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  const sessions = useQuery({ queryKey: sessionKeys, queryFn: listOwnSessions });
  async function end(password: string) {
    if (asked === "others") await endOtherSessions(password);
    else if (asked) await endOwnSession(asked.id, password);
    showToast({
      text: t(asked === "others" ? "sessions.endedOthers" : "sessions.ended"),
      tone: "success",
    });
    setAsked(null);
    await queries.invalidateQueries({ queryKey: sessionKeys });
  }
  const found = sessions.data ?? [];
  const question = (act: string) => (
    <PasswordQuestion
      text={t("sessions.proof")}
      act={act}
      onPassword={end}
      onCancel={() => setAsked(null)}
    />
  );
  return (
    <section>
      <h2>{t("sessions.title")}</h2>
      {sessions.isPending && <Bones lines={2} />}
      {sessions.error && <p>{t("sessions.unread")}</p>}
      <ul className="dg-sessions">
        {found.map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
            {!session.current && (
              <Button onClick={() => setAsked({ id: session.id })}>{t("sessions.end")}</Button>
            )}
          </li>
        ))}
      </ul>
      {asked !== null && asked !== "others" && question(t("sessions.end"))}
      {asked === "others" && question(t("sessions.endOthers"))}
      {asked === null && found.some(({ current }) => !current) && (
        <Button danger onClick={() => setAsked("others")}>
          {t("sessions.endOthers")}
        </Button>
      )}
    </section>
  );
}
