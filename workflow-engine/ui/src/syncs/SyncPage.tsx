import { useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { sayProblem } from "../problem.ts";
import { type Position, readSync, runNow, type Sync, syncKeys, turn } from "./api.ts";
import { SyncEditor } from "./SyncEditor.tsx";
import { SyncRows } from "./SyncRows.tsx";
import { nameOf, SyncFacts } from "./SyncsPage.tsx";
import "./texts.ts";
import "./syncs.css";

const refreshMilliseconds = 2_000;

/** One exchange: where it stands, its switch, and what came and went. */
export function SyncPage() {
  const { t } = useTranslation("syncs");
  const key = useParams()["key"] ?? "";
  const [isEdited, setIsEdited] = useState(false);
  const found = useQuery({
    queryKey: syncKeys.one(key),
    queryFn: () => readSync(key),
    refetchInterval: refreshMilliseconds,
  });
  const name = found.data ? nameOf(found.data) : key;
  useEffect(() => {
    document.title = name;
  }, [name]);
  if (found.error)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} isPage />;
  return (
    <div className="dg-syncs">
      <header className="dg-page-head">
        <h1>{name}</h1>
        <Link className="dg-syncs-link" to="/admin/syncs">
          {t("toSyncs")}
        </Link>
        {found.data && <Button onClick={() => setIsEdited(true)}>{t("edit")}</Button>}
      </header>
      {!found.data && <Bones lines={6} />}
      {found.data && (
        <>
          <p>
            <strong data-position={found.data.position}>
              {t(`positions.${found.data.position}`)}
            </strong>{" "}
            {found.data.isRunning && t("running")}
          </p>
          <SyncFacts sync={found.data} />
          <Switches sync={found.data} />
          <SyncRows sync={found.data} />
        </>
      )}
      {isEdited && found.data && (
        <SyncEditor sync={found.data} onClose={() => setIsEdited(false)} />
      )}
    </div>
  );
}

function Switches({ sync }: { sync: Sync }) {
  const { t } = useTranslation("syncs");
  const queries = useQueryClient();
  const act = async (deed: Promise<unknown>, said: string) => {
    try {
      await deed;
      showToast({ text: t(said), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: syncKeys.all });
  };
  const to = (position: Position) => void act(turn(sync.key, position), `turned.${position}`);
  const isOn = sync.position === "on";
  return (
    <p className="dg-syncs-acts">
      {!isOn && (
        <Button type="primary" onClick={() => to("on")}>
          {t(sync.position === "paused" ? "goOn" : "turnOn")}
        </Button>
      )}
      {isOn && sync.document["in"] !== undefined && (
        <>
          <Button type="primary" onClick={() => void act(runNow(sync.key, false), "begun")}>
            {t("runNow")}
          </Button>
          <Button onClick={() => void act(runNow(sync.key, true), "begun")}>{t("runWhole")}</Button>
        </>
      )}
      {isOn && <Button onClick={() => to("paused")}>{t("pause")}</Button>}
      {sync.position !== "off" && <Button onClick={() => to("off")}>{t("turnOff")}</Button>}
    </p>
  );
}
