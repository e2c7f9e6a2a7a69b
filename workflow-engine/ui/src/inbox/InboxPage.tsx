import { useTranslation } from "@dougong/kit/i18n";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { Requested } from "../approvals/Requested.tsx";
import { UnreadNotices } from "../notices/UnreadNotices.tsx";
import { PoolLink } from "../pools/PoolLink.tsx";
import { DoneTasks } from "./DoneTasks.tsx";
import { OpenTasks } from "./OpenTasks.tsx";
import "./InboxPage.css";

const shows = ["open", "requested", "done"] as const;

/** What I shall do, what I asked for, what I have done. */
export function InboxPage() {
  const { t } = useTranslation("workflow");
  const [search, setSearch] = useSearchParams();
  const show = shows.find((one) => one === search.get("show")) ?? "open";
  useEffect(() => {
    document.title = t("inbox.title");
  }, [t]);
  return (
    <div className="dg-inbox">
      <header className="dg-page-head">
        <h1>{t("inbox.title")}</h1>
        <PoolLink />
      </header>
      <UnreadNotices />
      <nav className="dg-inbox-shows" aria-label={t("inbox.shows")}>
        {shows.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === show ? "page" : undefined}
            onClick={() => setSearch(one === "open" ? {} : { show: one }, { replace: true })}
          >
            {t(`inbox.show.${one}`)}
          </button>
        ))}
      </nav>
      {show === "open" && <OpenTasks />}
      {show === "requested" && <Requested />}
      {show === "done" && <DoneTasks />}
    </div>
  );
}
