import { useTranslation } from "@dougong/kit/i18n";
import { SessionFacts } from "@dougong/kit/sessions";
import { Bones, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { endOtherSessions, endOwnSession, listOwnSessions, sessionKeys } from "./api.ts";
import "./texts.ts";

/** Where I am signed in, and how to end it. */
export function SessionsPanel() {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: sessionKeys, queryFn: listOwnSessions });
  async function end(deed: () => Promise<unknown>, text: string) {
    try {
      await deed();
      showToast({ text, tone: "success" });
    } catch {
      showToast({ text: t("sessions.failed"), tone: "error" });
    }
    await queries.invalidateQueries({ queryKey: sessionKeys });
  }
  const found = sessions.data ?? [];
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
              <Button
                onClick={() => void end(() => endOwnSession(session.id), t("sessions.ended"))}
              >
                {t("sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {found.some(({ current }) => !current) && (
        <Button danger onClick={() => void end(endOtherSessions, t("sessions.endedOthers"))}>
          {t("sessions.endOthers")}
        </Button>
      )}
    </section>
  );
}
