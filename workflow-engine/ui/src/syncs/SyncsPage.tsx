import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { listSyncs, type Sync, syncKeys } from "./api.ts";
import { SyncEditor } from "./SyncEditor.tsx";
import "./texts.ts";
import "./syncs.css";

const refreshMilliseconds = 3_000;

/** The exchanges with other systems, each with its last and next run. */
export function SyncsPage() {
  const { t } = useTranslation("syncs");
  const [isMaking, setIsMaking] = useState(false);
  const all = useQuery({
    queryKey: syncKeys.list,
    queryFn: listSyncs,
    refetchInterval: refreshMilliseconds,
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} isPage />;
  return (
    <div className="dg-syncs">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Link className="dg-syncs-link" to="/admin/connectors">
          {t("toConnectors")}
        </Link>
        <Button type="primary" onClick={() => setIsMaking(true)}>
          {t("add")}
        </Button>
      </header>
      <p>{t("about")}</p>
      {!all.data && <Bones lines={6} />}
      {all.data?.length === 0 && <p>{t("none")}</p>}
      <ul>
        {all.data?.map((sync) => (
          <Item key={sync.key} sync={sync} />
        ))}
      </ul>
      {isMaking && <SyncEditor sync={null} onClose={() => setIsMaking(false)} />}
    </div>
  );
}

function Item({ sync }: { sync: Sync }) {
  const { t } = useTranslation("syncs");
  return (
    <li>
      <p className="dg-syncs-head">
        <Link to={`/admin/syncs/${sync.key}`}>
          <strong>{nameOf(sync)}</strong>
        </Link>
        <span data-position={sync.position}>{t(`positions.${sync.position}`)}</span>
        {sync.isRunning && <span>{t("running")}</span>}
        {sync.open > 0 && (
          <Link className="dg-syncs-wrong" to={`/admin/syncs/${sync.key}?rows=open`}>
            {t("open", { count: sync.open })}
          </Link>
        )}
      </p>
      <SyncFacts sync={sync} />
    </li>
  );
}

/** The name of a sync as people read it. */
export const nameOf = (sync: Sync): string =>
  labelText((sync.document["label"] as Record<string, string> | undefined) ?? undefined, sync.key);

/** When it ran, when it runs, and what came of it. */
export function SyncFacts({ sync }: { sync: Sync }) {
  const { t } = useTranslation("syncs");
  const counts = Object.entries(sync.counts).filter(([, count]) => count > 0);
  return (
    <>
      <p className="dg-syncs-facts">
        <span>
          {sync.doneAt ? t("doneAt", { at: formatInstant(sync.doneAt, "short") }) : t("neverDone")}
        </span>
        {sync.position === "on" && sync.nextAt && (
          <span>{t("nextAt", { at: formatInstant(sync.nextAt, "short") })}</span>
        )}
        {counts.map(([outcome, count]) => (
          <span key={outcome}>{t("count", { outcome: t(`outcomes.${outcome}`), count })}</span>
        ))}
        {sync.waiting > 0 && <span>{t("waiting", { count: sync.waiting })}</span>}
      </p>
      {sync.problem && (
        <p className="dg-syncs-wrong">
          {sync.problem.message} {sync.problem.remedy}
        </p>
      )}
    </>
  );
}
