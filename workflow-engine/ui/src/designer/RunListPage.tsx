import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useId, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { listRuns, listRunVersions, listWorkflows, type Run, runKeys } from "./api.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { lengthText, runStatuses } from "./runs.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

const refreshMilliseconds = 10_000;

/** What a workflow did: its runs, the newest first. */
export function RunListPage() {
  const { t } = useTranslation("workflowDesign");
  const { workflow = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const id = useId();
  const status = search.get("status") ?? "";
  const all = useQuery({ queryKey: ["design", "workflows"], queryFn: listWorkflows });
  const runs = useInfiniteQuery({
    queryKey: runKeys.list(workflow, status),
    queryFn: ({ pageParam }) => listRuns(workflow, status, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: refreshMilliseconds,
  });
  const item = all.data?.find(({ key }) => key === workflow);
  const title = t("runsTitle", { workflow: labelText(item?.label, workflow) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (runs.error)
    return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} isPage />;
  const found = runs.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="dg-designer dg-flow-runs">
      <header className="dg-page-head">
        <h1>{title}</h1>
        <Link className="dg-flow-link" to={`/design/workflow/${workflow}`}>
          {t("toDesigner")}
        </Link>
      </header>
      <OlderRuns workflow={workflow} />
      <div className="dg-flow-option">
        <label htmlFor={id}>{t("runStatus")}</label>
        <NativeSelect
          id={id}
          value={status}
          onChange={({ target }) =>
            setSearch(target.value ? { status: target.value } : {}, { replace: true })
          }
        >
          <option value="">{t("anyStatus")}</option>
          {runStatuses.map((one) => (
            <option key={one} value={one}>
              {t(`run.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {!found && <Bones lines={8} />}
      {found?.length === 0 && <p>{t("noRuns")}</p>}
      <ul>
        {found?.map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </ul>
      {runs.hasNextPage && (
        <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t("moreRuns")}
        </Button>
      )}
    </div>
  );
}

/** Versions before the published one in which runs are open. */
function OlderRuns({ workflow }: { workflow: string }) {
  const { t } = useTranslation("workflowDesign");
  const [moved, setMoved] = useState<string | null>(null);
  const versions = useQuery({
    queryKey: runKeys.versions(workflow),
    queryFn: () => listRunVersions(workflow),
    retry: false,
  });
  const older = versions.data?.filter(({ isCurrent }) => !isCurrent) ?? [];
  return (
    <>
      {older.map(({ version, keptAt, open }) => (
        <p key={version} className="dg-flow-older">
          {t("move.old", { count: open, at: formatInstant(keptAt, "short") })}
          <Button onClick={() => setMoved(version)}>{t("move.one")}</Button>
        </p>
      ))}
      {moved !== null && (
        <MoveDialog workflow={workflow} version={moved} run={null} onClose={() => setMoved(null)} />
      )}
    </>
  );
}

function Line({ run }: { run: Run }) {
  const { t } = useTranslation("workflowDesign");
  const about = run.record ? (run.record.label ?? run.record.id.slice(0, 8)) : t("noRecord");
  return (
    <li data-state={run.status}>
      <Link to={`/design/workflow/${run.workflow}/runs/${run.id}`}>{about}</Link>
      <p className="dg-flow-facts">
        <span className="dg-flow-status">{t(`run.${run.status}`)}</span>
        <span>{t("startedAt", { at: formatInstant(run.startedAt, "short") })}</span>
        {run.endedAt && (
          <span>{t("took", { time: lengthText(run.startedAt, run.endedAt, t) })}</span>
        )}
      </p>
      {run.problem && <p className="dg-flow-wrong">{run.problem.message}</p>}
    </li>
  );
}
