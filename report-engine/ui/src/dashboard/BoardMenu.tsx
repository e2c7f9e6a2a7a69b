import { useWorkspace } from "@dougong/kit/api";
import { useLanguage, useTranslation } from "@dougong/kit/i18n";
import { MenuButton, showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { type Dashboard, fetchDashboards } from "./api.ts";
import { deleteOwn, ownOf, saveOwn } from "./own.ts";

const administrator = "admin";
const OwnBoardDialog = lazy(async () => ({
  default: (await import("./OwnBoardDialog.tsx")).OwnBoardDialog,
}));

/** The other dashboards of the reader; whoever designs them finds the designers here. */
export function BoardMenu({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const navigate = useNavigate();
  const { session } = useWorkspace();
  const [dialog, setDialog] = useState<"copy" | "edit" | null>(null);
  const all = useQuery({
    queryKey: ["dashboards", "names", language],
    queryFn: fetchDashboards,
    staleTime: 60_000,
  });
  const others = (all.data ?? []).filter(({ key }) => key !== dashboard.key);
  const remove = useRemoval(dashboard, others[0]?.key);
  const to = (key: string, label: string, address: string) => ({
    key,
    label,
    run: () => void navigate(address),
  });
  const edit = dashboard.own
    ? { key: "edit", label: t("own.edit"), run: () => setDialog("edit") }
    : to("edit", t("board.edit"), `/design/dashboard/${dashboard.key}`);
  const designing = [
    ...(dashboard.own
      ? [to("share", t("own.publish"), `/design/dashboard/new?from=${dashboard.key}`)]
      : [edit]),
    to("chart", t("board.newChart"), newChart(dashboard)),
    to("new", t("board.newBoard"), "/design/dashboard/new"),
    to("workflows", t("board.workflows"), "/design/workflows"),
  ];
  const items = [
    ...(dashboard.own ? [edit] : []),
    { key: "copy", label: t("own.saveAs"), run: () => setDialog("copy") },
    ...(session.roles.includes(administrator) ? designing : []),
    ...(dashboard.own
      ? [{ key: "delete", label: t("own.delete"), isDangerous: true, run: () => void remove() }]
      : []),
    ...others.map(({ key, label, own }) =>
      to(`open ${key}`, own ? t("own.mine", { name: label }) : label, `/dashboards/${key}`),
    ),
  ];
  return (
    <>
      <MenuButton label={t("board.menu")} items={items}>
        ⋯
      </MenuButton>
      {dialog && (
        <Suspense fallback={null}>
          <OwnBoardDialog
            dashboard={dashboard}
            isCopy={dialog === "copy"}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** A chart is put on a published dashboard; on one's own it can be added afterwards. */
const newChart = ({ key, own }: Dashboard) =>
  own ? "/design/report/new" : `/design/report/new?dashboard=${key}`;

/** Deletes an own dashboard at once, and can bring it back as it was. */
function useRemoval(dashboard: Dashboard, next: string | undefined) {
  const { t } = useTranslation("report");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["dashboards", "names"] });
  async function restore() {
    try {
      await saveOwn(ownOf(dashboard));
      await refresh();
      await navigate(`/dashboards/${dashboard.key}`);
    } catch (error) {
      tell(error);
    }
  }
  function tell(error: unknown) {
    const text = error instanceof Error && error.message ? error.message : t("own.failed");
    showToast({ text, tone: "error" });
  }
  return async () => {
    try {
      await deleteOwn(dashboard.key);
      await navigate(next ? `/dashboards/${next}` : "/", { replace: true });
      await refresh();
      showToast({
        text: t("own.deleted", { name: dashboard.label }),
        action: { text: t("own.undo"), run: () => void restore() },
        milliseconds: undoMilliseconds,
      });
    } catch (error) {
      tell(error);
    }
  };
}
