import { request } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { sayProblem } from "../problem.ts";
import "./texts.ts";
import "./notices.css";

interface Notice {
  id: string;
  title: string;
  body: string;
  /** Path of the page that it opens, or empty. */
  link: string;
  at: string;
  isRead: boolean;
}

const key = ["notices"] as const;
const refreshMilliseconds = 30_000;

const listNotices = async (): Promise<Notice[]> =>
  (await request<{ items: Notice[] }>("/api/notices")).items;

/** Notices that nobody has read yet; nothing where there are none. */
export function UnreadNotices() {
  const { t } = useTranslation("notices");
  const queries = useQueryClient();
  const notices = useQuery({
    queryKey: key,
    queryFn: listNotices,
    refetchInterval: refreshMilliseconds,
  });
  const unread = notices.data?.filter((one) => !one.isRead) ?? [];
  const newest = unread[0];
  if (!newest) return null;
  async function read(upTo: string) {
    try {
      await request("/api/notices/read", { method: "POST", body: { upTo } });
    } catch (error) {
      sayProblem(error, t("title"));
    }
    await queries.invalidateQueries({ queryKey: key });
  }
  return (
    <section className="dg-notices" aria-label={t("title")}>
      <header>
        <h2>{t("title")}</h2>
        <Button size="small" onClick={() => void read(newest.at)}>
          {t("read")}
        </Button>
      </header>
      <ul>
        {unread.map((notice) => (
          <li key={notice.id}>
            {notice.title && (
              <strong>
                {notice.link.startsWith("/") ? (
                  <Link to={notice.link}>{notice.title}</Link>
                ) : (
                  notice.title
                )}
              </strong>
            )}
            <span>{notice.body}</span>
            <time dateTime={notice.at}>{formatInstant(notice.at, "short")}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
