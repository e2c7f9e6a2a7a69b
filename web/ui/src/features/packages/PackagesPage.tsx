import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { AppList } from "./AppList.tsx";
import {
  type App,
  apply,
  type Choice,
  choicesOf,
  keys,
  listApps,
  type Plan,
  planOf,
  type Source,
  uninstall,
  withChoices,
} from "./api.ts";
import { FileChoice } from "./FileChoice.tsx";
import { PlanView } from "./PlanView.tsx";
import { wordsOf } from "./problem.ts";
import { ShippedList } from "./ShippedList.tsx";
import { UninstallDialog } from "./UninstallDialog.tsx";
import "./texts.ts";
import "./PackagesPage.css";

interface Planned {
  source: Source;
  plan: Plan;
}

/** Installed apps, those that can be, their upgrades and ways back. For administrators. */
export function PackagesPage() {
  const { t } = useTranslation("packages");
  const queries = useQueryClient();
  const apps = useQuery({ queryKey: keys.apps, queryFn: listApps, staleTime: 0 });
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [leaving, setLeaving] = useState<App | null>(null);
  const newest = useRef(0);
  useEffect(() => {
    document.title = t("title");
  }, [t]);

  async function attempt(deed: () => Promise<void>) {
    setIsBusy(true);
    setRefusal("");
    try {
      await deed();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
    }
    setIsBusy(false);
  }
  const look = (source: Source) =>
    attempt(async () => {
      const plan = await planOf(source, []);
      // What is here stays until somebody says otherwise, so nothing has to be chosen.
      const choices = choicesOf(plan);
      setPlanned({ source, plan: choices.length > 0 ? await planOf(source, choices) : plan });
    });
  function choose({ source, plan }: Planned, choices: Choice[]) {
    const asked = ++newest.current;
    setPlanned({ source, plan: withChoices(plan, choices) });
    void attempt(async () => {
      const next = await planOf(source, choices);
      if (asked === newest.current) setPlanned({ source, plan: next });
    });
  }
  const run = ({ source, plan }: Planned, hasConsent: boolean) =>
    attempt(async () => {
      await apply(source, choicesOf(plan), hasConsent);
      await queries.invalidateQueries();
      setPlanned(null);
      showToast({ text: t("done", { version: plan.version }), tone: "success" });
    });

  const leave = (app: App, keepsData: boolean) =>
    attempt(async () => {
      setLeaving(null);
      await uninstall(app.key, keepsData);
      await queries.invalidateQueries();
      showToast({ text: t("uninstall.done"), tone: "success" });
    });

  return (
    <div className="dg-packages">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <FileChoice isBusy={isBusy} onChoose={(file) => void look({ file })} />
      </header>
      {refusal && <Notice>{refusal}</Notice>}
      {planned ? (
        <PlanView
          plan={planned.plan}
          isBack={"app" in planned.source}
          isBusy={isBusy}
          onChoose={(choices) => choose(planned, choices)}
          onApply={(hasConsent) => void run(planned, hasConsent)}
          onClose={() => setPlanned(null)}
        />
      ) : (
        <>
          {apps.isPending && <Bones lines={3} />}
          {apps.error && <ErrorState error={apps.error} onRetry={() => void apps.refetch()} />}
          {apps.data?.items.length === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
          {apps.data && (
            <AppList
              apps={apps.data.items}
              isBusy={isBusy}
              onGoBack={(app) => void look({ app })}
              onUninstall={setLeaving}
            />
          )}
          <ShippedList isBusy={isBusy} onChoose={(shipped) => void look({ shipped })} />
        </>
      )}
      {leaving && (
        <UninstallDialog
          app={leaving}
          onRun={(keepsData) => void leave(leaving, keepsData)}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
