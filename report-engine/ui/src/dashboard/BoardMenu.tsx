import { useWorkspace } from "@dougong/kit/api";
import { useLanguage, useTranslation } from "@dougong/kit/i18n";
import { MenuButton } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { fetchDashboards } from "./api.ts";

const administrator = "admin";

/** The other dashboards of the reader; whoever designs them finds the designers here. */
export function BoardMenu({ dashboard }: { dashboard: string }) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const navigate = useNavigate();
  const { session } = useWorkspace();
  const all = useQuery({
    queryKey: ["dashboards", "names", language],
    queryFn: fetchDashboards,
    staleTime: 60_000,
  });
  const to = (key: string, label: string, address: string) => ({
    key,
    label,
    run: () => void navigate(address),
  });
  const items = [
    ...(session.roles.includes(administrator)
      ? [
          to("edit", t("board.edit"), `/design/dashboard/${dashboard}`),
          to("chart", t("board.newChart"), `/design/report/new?dashboard=${dashboard}`),
          to("new", t("board.newBoard"), "/design/dashboard/new"),
          to("workflows", t("board.workflows"), "/design/workflows"),
        ]
      : []),
    ...(all.data ?? [])
      .filter(({ key }) => key !== dashboard)
      .map(({ key, label }) => to(`open ${key}`, label, `/dashboards/${key}`)),
  ];
  if (items.length === 0) return null;
  return (
    <MenuButton label={t("board.menu")} items={items}>
      ⋯
    </MenuButton>
  );
}
