import { useWorkspace } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { sayProblem } from "../problem.ts";
import { clearDeputy, peopleKeys, readDeputy } from "./api.ts";
import { DeputyDialog } from "./DeputyDialog.tsx";
import { minuteBefore } from "./days.ts";
import "./texts.ts";
import "../inbox/InboxPage.css";
import "./people.css";

/** Who gets my tasks and approvals while I am away. */
export function DeputyPanel() {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const me = useWorkspace().session.user.id;
  const [isAsking, setIsAsking] = useState(false);
  const found = useQuery({ queryKey: peopleKeys.deputy(me), queryFn: () => readDeputy(me) });
  const deputy = found.data;
  async function clear() {
    try {
      await clearDeputy(me);
      showToast({ text: t("deputy.cleared"), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  return (
    <>
      <section className="dg-deputy">
        <h2>{t("deputy.title")}</h2>
        <p>
          {deputy?.deputy && deputy.from && deputy.until
            ? t("deputy.is", {
                name: deputy.deputy.label ?? "—",
                from: formatInstant(deputy.from, "short"),
                until: formatInstant(minuteBefore(deputy.until), "short"),
              })
            : t("deputy.none")}
        </p>
        <div className="dg-people-acts">
          <Button onClick={() => setIsAsking(true)}>
            {t(deputy?.deputy ? "deputy.change" : "deputy.set")}
          </Button>
          {deputy?.deputy && <Button onClick={() => void clear()}>{t("deputy.clear")}</Button>}
        </div>
      </section>
      {isAsking && <DeputyDialog user={me} onClose={() => setIsAsking(false)} />}
    </>
  );
}
