import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Link } from "react-router";
import type { FailedRun } from "./api.ts";

/** Runs of workflows that stand still until somebody helps; each leads to its page. */
export function FailedRuns({ runs }: { runs: FailedRun[] }) {
  const { t } = useTranslation("operations");
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-failed">
      <h2 id="operations-failed">{t("failed.title")}</h2>
      {runs.length === 0 ? (
        <p className="dg-operations-none">{t("failed.none")}</p>
      ) : (
        <ul className="dg-operations-failed">
          {runs.map((run) => (
            <li key={run.id}>
              <Link to={`/design/workflow/${run.workflow}/runs/${run.id}`}>
                {run.workflow}
                {run.record?.label && ` · ${run.record.label}`}
              </Link>
              <time dateTime={run.startedAt}>{formatInstant(run.startedAt)}</time>
              {run.problem && <p>{run.problem.message}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
