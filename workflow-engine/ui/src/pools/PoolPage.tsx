import { type EntityMetadata, type RecordJson, useWorkspace } from "@dougong/kit/api";
import { FieldDisplay, isBlank, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { sayProblem } from "../problem.ts";
import { claim, listPoolRecords, listPools, type Pool, poolKeys } from "./api.ts";
import "./texts.ts";
import "./pools.css";

/** What a pool holds, with a button to claim each. */
export function PoolPage() {
  const { t } = useTranslation("pools");
  const { pool: key = "" } = useParams();
  const pools = useQuery({ queryKey: poolKeys.list, queryFn: listPools });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (pools.error)
    return <ErrorState error={pools.error} onRetry={() => void pools.refetch()} isPage />;
  const pool = pools.data?.find((one) => one.key === key) ?? pools.data?.[0];
  return (
    <div className="dg-pool">
      <header className="dg-page-head">
        <h1>{pool ? labelText(pool.label ?? undefined, pool.key) : t("title")}</h1>
      </header>
      {pools.data && pools.data.length > 1 && (
        <nav aria-label={t("title")} className="dg-pool-others">
          {pools.data.map((one) => (
            <Link
              key={one.key}
              to={`/pools/${one.key}`}
              aria-current={one.key === pool?.key ? "page" : undefined}
            >
              {labelText(one.label ?? undefined, one.key)}
            </Link>
          ))}
        </nav>
      )}
      {!pools.data && <Bones lines={8} />}
      {pools.data?.length === 0 && <p>{t("none")}</p>}
      {pool && <Records key={pool.key} pool={pool} />}
    </div>
  );
}

function Records({ pool }: { pool: Pool }) {
  const { t } = useTranslation("pools");
  const entity = useWorkspace().metadata.entity(pool.entity);
  const known = (pool.fields ?? []).filter((key) =>
    entity?.fields.some((field) => field.key === key),
  );
  const title = entity?.title;
  const fields = [...new Set([...(title ? [title] : []), ...known])].join(",");
  const records = useInfiniteQuery({
    queryKey: poolKeys.records(pool.key),
    queryFn: ({ pageParam }) => listPoolRecords(pool, fields, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: entity !== undefined,
  });
  if (!entity) return null;
  if (records.error)
    return <ErrorState error={records.error} onRetry={() => void records.refetch()} />;
  const found = records.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <p className="dg-pool-limits">
        {t("today", { count: pool.claimedToday })}
        {pool.perDay !== null && t("perDay", { limit: pool.perDay })}
        {pool.most !== null && t("most", { limit: pool.most })}
      </p>
      {!found && <Bones lines={8} />}
      {found?.length === 0 && <p>{t("empty")}</p>}
      <ul>
        {found?.map((record) => (
          <Card key={record.id} pool={pool} entity={entity} fields={known} record={record} />
        ))}
      </ul>
      {records.hasNextPage && (
        <Button loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

interface CardProps {
  pool: Pool;
  entity: EntityMetadata;
  fields: string[];
  record: RecordJson;
}

function Card({ pool, entity, fields, record }: CardProps) {
  const { t } = useTranslation("pools");
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const title = recordTitle(entity, record, useFieldTypes());
  async function take() {
    setIsBusy(true);
    try {
      await claim(pool.key, record.id);
      showToast({ text: t("claimed", { title }), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    setIsBusy(false);
    await queries.invalidateQueries({ queryKey: poolKeys.all });
  }
  return (
    <li>
      <div className="dg-pool-facts">
        <Link to={`/data/${entity.key}/${record.id}`}>{title}</Link>
        <p>
          {fields.map((key) => {
            const field = entity.fields.find((one) => one.key === key);
            const value = record[key];
            return field && !isBlank(value as never) ? (
              <span key={key}>
                <FieldDisplay field={field} value={value as never} isShort />
              </span>
            ) : null;
          })}
        </p>
      </div>
      <Button
        type="primary"
        loading={isBusy}
        aria-label={`${t("claim")} ${title}`}
        onClick={() => void take()}
      >
        {t("claim")}
      </Button>
    </li>
  );
}
