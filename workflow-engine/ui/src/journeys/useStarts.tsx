import { recordKeys } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { sayProblem } from "../problem.ts";
import { journeyKeys, listJourneys, type Start, startWorkflow } from "./api.ts";
import "./texts.ts";

export interface Starts {
  starts: Start[];
  ask: (start: Start) => void;
  dialog: ReactNode;
}

/** What the reader may start about a record; asks before it does so, and a second press is the same start. */
export function useStarts(entity: string, id: string): Starts {
  const { t } = useTranslation("journeys");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<{ start: Start; key: string } | null>(null);
  const found = useQuery({
    queryKey: journeyKeys.of(entity, id),
    queryFn: () => listJourneys(entity, id),
  });
  const name = asked ? labelText(asked.start.label ?? undefined, asked.start.workflow) : "";
  const about = labelText(asked?.start.description ?? undefined, "") || t("startText");

  async function run() {
    if (!asked) return;
    try {
      await startWorkflow(asked.start.workflow, id, asked.key);
      setAsked(null);
      showToast({ text: t("started", { name }), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: journeyKeys.of(entity, id) });
    await queries.invalidateQueries({ queryKey: recordKeys.entity(entity) });
  }

  return {
    starts: found.data?.starts ?? [],
    ask: (start) => setAsked({ start, key: crypto.randomUUID() }),
    dialog: (
      <Dialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={t("startTitle", { name })}
        footer={
          <>
            <Button onClick={() => setAsked(null)}>{t("cancel")}</Button>
            <Button type="primary" onClick={() => void run()}>
              {t("start")}
            </Button>
          </>
        }
      >
        <p>{about}</p>
      </Dialog>
    ),
  };
}
