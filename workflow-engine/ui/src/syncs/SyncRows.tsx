import { useWorkspace, writeJson } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect, showToast } from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useId } from "react";
import { Link, useSearchParams } from "react-router";
import { sayProblem } from "../problem.ts";
import {
  type Decision,
  decide,
  listRows,
  outcomes,
  type Sync,
  type SyncRow,
  syncKeys,
} from "./api.ts";

const refreshMilliseconds = 5_000;

/** What came and went, with the reason of each refusal and what can be done about it. */
export function SyncRows({ sync }: { sync: Sync }) {
  const { t } = useTranslation("syncs");
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const shown = search.get("rows") ?? "";
  const rows = useInfiniteQuery({
    queryKey: syncKeys.rows(sync.key, shown),
    queryFn: ({ pageParam }) => listRows(sync.key, shown, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: refreshMilliseconds,
  });
  const queries = useQueryClient();
  // A run that has ended or goes on has brought rows.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: syncKeys.rowsOf(sync.key) });
  }, [queries, sync]);
  const choose = (value: string) => setSearch(value ? { rows: value } : {}, { replace: true });
  const found = rows.data?.pages.flatMap(({ items }) => items);
  return (
    <section>
      <div className="dg-syncs-choice">
        <h2>{t("rows")}</h2>
        <label htmlFor={id}>{t("shown")}</label>
        <NativeSelect id={id} value={shown} onChange={({ target }) => choose(target.value)}>
          <option value="">{t("all")}</option>
          <option value="open">{t("onlyOpen")}</option>
          {outcomes.map((one) => (
            <option key={one} value={one}>
              {t(`outcomes.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {rows.error && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      {!found && !rows.error && <Bones lines={6} />}
      {found?.length === 0 && <p>{t(shown === "open" ? "nothingOpen" : "noRows")}</p>}
      <ul>
        {found?.map((row) => (
          <Line key={row.id} sync={sync} row={row} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

function Line({ sync, row }: { sync: Sync; row: SyncRow }) {
  const { t } = useTranslation("syncs");
  const { metadata } = useWorkspace();
  const entity = String(sync.document["entity"] ?? "");
  const known = metadata.entity(entity);
  const field = (pointer: string | undefined) => {
    const key = (pointer ?? "").slice(1);
    const one = known?.fields.find((candidate) => candidate.key === key);
    return one ? `${labelText(one.label, key)}: ` : "";
  };
  return (
    <li data-open={row.isOpen}>
      <p className="dg-syncs-head">
        <span>{t(`directions.${row.direction}`)}</span>
        <strong>{row.remote ?? t("noId")}</strong>
        <span className="dg-syncs-outcome" data-outcome={row.outcome}>
          {t(`outcomes.${row.outcome}`)}
        </span>
        <span className="dg-syncs-facts">{formatInstant(row.at, "short")}</span>
        {row.attempt > 1 && (
          <span className="dg-syncs-facts">{t("attempts", { count: row.attempt })}</span>
        )}
        {row.record && <Link to={`/data/${entity}/${row.record}`}>{t("toRecord")}</Link>}
      </p>
      {row.problems.map((one) => (
        <p key={`${one.pointer ?? ""} ${one.message}`} className="dg-syncs-wrong">
          {field(one.pointer)}
          {one.message} {one.remedy}
        </p>
      ))}
      <details>
        <summary>{t("payload")}</summary>
        <pre>{writeJson(row.payload, 2)}</pre>
      </details>
      {row.isOpen && <Decisions sync={sync} row={row} />}
    </li>
  );
}

function Decisions({ sync, row }: { sync: Sync; row: SyncRow }) {
  const { t } = useTranslation("syncs");
  const queries = useQueryClient();
  const say = async (decision: Decision) => {
    try {
      const now = await decide(sync.key, row.id, decision);
      showToast({
        text: t(now.isOpen ? "stillOpen" : "decided"),
        tone: now.isOpen ? "error" : "success",
      });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: syncKeys.all });
  };
  const choices: Decision[] = row.outcome === "conflict" ? ["theirs", "ours"] : ["again"];
  return (
    <p className="dg-syncs-acts">
      {choices.map((one) => (
        <Button
          key={one}
          size="small"
          aria-label={`${t(`decisions.${one}`)} ${row.remote ?? ""}`}
          onClick={() => void say(one)}
        >
          {t(`decisions.${one}`)}
        </Button>
      ))}
    </p>
  );
}
