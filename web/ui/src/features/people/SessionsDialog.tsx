import { SessionFacts } from "@dougong/kit/sessions";
import { useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, EmptyState, ErrorState, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { endSessions, keys, listSessions, type Person } from "./api.ts";
import { sayProblem } from "./problem.ts";

/** Where somebody is signed in, and the end of it. */
export function SessionsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: keys.sessions(person.id),
    queryFn: () => listSessions(person.id),
  });
  async function end() {
    try {
      await endSessions(person.id);
      showToast({ text: t("sessions.ended", { name: person.name }), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: keys.sessions(person.id) });
  }
  const found = sessions.data ?? [];
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("sessions.of", { name: person.name })}
      footer={
        found.length > 0 && (
          <Button danger onClick={() => void end()}>
            {t("sessions.endAll")}
          </Button>
        )
      }
    >
      {sessions.isPending && <Bones lines={3} />}
      {sessions.error && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && found.length === 0 && <EmptyState title={t("sessions.none")} />}
      <ul className="dg-sessions">
        {found.map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
