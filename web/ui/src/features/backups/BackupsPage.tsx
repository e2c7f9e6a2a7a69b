import { useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { type BackupItem, keys, listBackups, makeBackup } from "./api.ts";
import { BackupLine } from "./BackupLine.tsx";
import { attempt } from "./failure.ts";
import { HoldPanel } from "./HoldPanel.tsx";
import { PlanPanel } from "./PlanPanel.tsx";
import "./texts.ts";
import "./BackupsPage.css";

const isOpen = (item: BackupItem) => item.step === "writing" || item.step === "proving";
const isCopying = ({ copy }: BackupItem) => copy?.step === "waiting" || copy?.step === "copying";
const SLOWLY = 5_000;

/** Backups of the workspace, the plan by which they are made, and what waits after a restore. */
export function BackupsPage() {
  const { t } = useTranslation("backups");
  const queries = useQueryClient();
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  const list = useQuery({
    queryKey: keys.list,
    queryFn: listBackups,
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const all = state.data?.items ?? [];
      if (all.some(isOpen)) return 1_000;
      return all.some(isCopying) ? SLOWLY : false;
    },
  });
  const refresh = () => queries.invalidateQueries({ queryKey: keys.list });
  if (list.isPending) return <Bones lines={8} />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const { items, plan, folder, copiedTo, zone } = list.data;
  const busy = items.some(isOpen);
  async function make() {
    await attempt(makeBackup, t("failed"));
    await refresh();
  }
  return (
    <div className="dg-backups">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Button type="primary" loading={busy} onClick={() => void make()}>
          {t("make")}
        </Button>
      </header>
      <HoldPanel />
      <PlanPanel {...{ plan, zone, folder, copiedTo }} onSaved={refresh} />
      {items.length === 0 ? (
        <EmptyState title={t("empty")} text={t("emptyText")} />
      ) : (
        <ol className="dg-backup-list" aria-label={t("title")}>
          {items.map((item) => (
            <BackupLine key={item.name} item={item} isBusy={busy} onChange={() => void refresh()} />
          ))}
        </ol>
      )}
    </div>
  );
}
