import { ApiProblem, problemText, useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, Notice } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keys, listDashboardNames, listMenus, type StoredMenu, switchGroup } from "./api.ts";
import "./texts.ts";
import "./ModulesPage.css";

/** Which parts of the apps a shop uses; the others are out of everybody's sight. */
export function ModulesPage() {
  const { t } = useTranslation("modules");
  const queries = useQueryClient();
  const menus = useQuery({ queryKey: keys.menus, queryFn: listMenus, staleTime: 0 });
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState("");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (menus.isPending) return <Bones lines={6} />;
  if (menus.error) return <ErrorState error={menus.error} onRetry={() => void menus.refetch()} />;

  async function turn(stored: StoredMenu, place: number, isOn: boolean) {
    setBusy(`${stored.menu.key} ${place}`);
    setRefusal("");
    try {
      await switchGroup(stored, place, isOn);
      await queries.invalidateQueries();
    } catch (error) {
      const said = error instanceof ApiProblem ? error.entries.map(problemText).join(" ") : "";
      setRefusal(said || t("failed"));
      await menus.refetch();
    }
    setBusy("");
  }

  const groups = menus.data.flatMap((stored) =>
    stored.menu.items.flatMap((item, place) => (item.items ? { stored, item, place } : [])),
  );
  return (
    <div className="dg-modules">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <p>{t("text")}</p>
      {refusal && <Notice>{refusal}</Notice>}
      {groups.length === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
      <ul>
        {groups.map(({ stored, item, place }) => (
          <li key={`${stored.menu.key} ${place}`}>
            <label>
              <input
                type="checkbox"
                checked={item.off !== true}
                disabled={busy !== "" || stored.isWaiting}
                onChange={({ target }) => void turn(stored, place, target.checked)}
              />
              <strong>{labelText(item.label)}</strong>
            </label>
            <Entries items={item.items ?? []} />
            {stored.isWaiting && <small>{t("waiting")}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Entries({ items }: { items: StoredMenu["menu"]["items"] }) {
  const { metadata } = useWorkspace();
  const dashboards = useQuery({ queryKey: keys.dashboards, queryFn: listDashboardNames });
  const names = items.map((item) => {
    const own = item.label && labelText(item.label);
    if (own) return own;
    return item.dashboard === undefined
      ? labelText(metadata.entity(item.entity)?.label, item.entity)
      : labelText(dashboards.data?.get(item.dashboard), item.dashboard);
  });
  return <small>{names.join(" · ")}</small>;
}
