import { formatAgo, formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Chip } from "@dougong/kit/ui";
import { Button } from "antd";
import { amountText, isNear, limited } from "./amounts.ts";
import { main, type WorkspaceItem, type WorkspaceState } from "./api.ts";

export type WorkspaceDeed = "limits" | "hosts" | "suspend" | "resume" | "remove";

interface WorkspaceLineProps {
  item: WorkspaceItem;
  onDeed: (deed: WorkspaceDeed) => void;
}

const colors: Record<WorkspaceState, string> = {
  making: "blue",
  active: "green",
  suspended: "orange",
  leaving: "red",
};

const deeds: Record<WorkspaceState, WorkspaceDeed[]> = {
  making: [],
  active: ["limits", "hosts", "suspend"],
  suspended: ["limits", "hosts", "resume", "remove"],
  leaving: ["remove"],
};

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/** One workspace: its name, where it is reached, how it is, and what can be done with it. */
export function WorkspaceLine({ item, onDeed }: WorkspaceLineProps) {
  const { t } = useTranslation("workspaces");
  const { key, label, hosts, state, usedAt, bytes } = item;
  const isMain = key === main;
  const whereElse = isMain
    ? t("ownHost")
    : t("noHost", { address: `${window.location.host}/sign-in?workspace=${key}` });
  const offered = isMain ? [] : deeds[state];
  return (
    <li className="dg-workspace" data-workspace={key}>
      <div className="dg-workspace-name">
        <strong>{isMain ? t("main") : label}</strong>
        <small>{key}</small>
      </div>
      <div className="dg-workspace-facts">
        <p>
          <Chip text={t(`state.${state}`)} color={colors[state]} />
          <span>{hosts.length === 0 ? whereElse : hosts.join(t("comma"))}</span>
        </p>
        <small>
          {bytes !== null && `${t("size", { size: megabytes(bytes) })} · `}
          {usedAt === null ? (
            t("unused")
          ) : (
            <time dateTime={usedAt} title={formatInstant(usedAt)}>
              {t("used", { ago: formatAgo(usedAt) })}
            </time>
          )}
        </small>
        <Use item={item} />
      </div>
      {offered.length > 0 && (
        <div className="dg-workspace-deeds">
          {offered.map((deed) => (
            <Button
              key={deed}
              danger={deed === "remove"}
              aria-label={t(`deed.${deed}Of`, { name: label })}
              onClick={() => onDeed(deed)}
            >
              {t(`deed.${deed}`)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

/** How much of each limit is used; what is nearly full stands out. */
function Use({ item: { limits, use } }: { item: WorkspaceItem }) {
  const { t } = useTranslation("workspaces");
  const shown = limited(limits);
  if (shown.length === 0) return null;
  return (
    <ul className="dg-workspace-use" aria-label={t("limits.use")}>
      {shown.map((what) => (
        <li key={what} className={isNear(use[what], limits[what]) ? "is-near" : undefined}>
          {t(`limits.of.${what}`, {
            used: amountText(what, use[what] ?? 0),
            most: amountText(what, limits[what] ?? 0),
          })}
        </li>
      ))}
    </ul>
  );
}
