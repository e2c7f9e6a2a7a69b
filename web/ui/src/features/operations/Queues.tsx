import { formatAgo, formatDecimal, useTranslation } from "@dougong/kit/i18n";
import type { Queue } from "./api.ts";

/** Work that waits for its moment or for a node; what is due for long is marked. */
export function Queues({ queues, most }: { queues: Queue[]; most: number }) {
  const { t } = useTranslation("operations");
  const count = (rows: number) =>
    rows >= most
      ? t("queue.orMore", { rows: formatDecimal(String(rows)) })
      : formatDecimal(String(rows));
  const name = (key: string) => t(`queue.name.${key}`, { defaultValue: key });
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-queues">
      <h2 id="operations-queues">{t("queue.title")}</h2>
      <table className="dg-operations-table">
        <thead>
          <tr>
            <th scope="col">{t("queue.what")}</th>
            <th scope="col">{t("queue.waiting")}</th>
            <th scope="col">{t("queue.due")}</th>
            <th scope="col">{t("queue.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.key} data-queue={queue.key} className={isLate(queue) ? "is-late" : ""}>
              <th scope="row">{name(queue.key)}</th>
              <td>{count(queue.waiting)}</td>
              <td>{count(queue.due)}</td>
              <td>{queue.oldest ? formatAgo(queue.oldest) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const LATE = 5 * 60_000;

const isLate = (queue: Queue) =>
  queue.oldest !== null && Date.now() - new Date(queue.oldest).getTime() > LATE;
