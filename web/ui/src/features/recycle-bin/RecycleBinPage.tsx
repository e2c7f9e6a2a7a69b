import {
  ApiProblem,
  type EntityMetadata,
  listRecords,
  readRecord,
  type RecordJson,
  recordKeys,
  restoreRecord,
  useWorkspace,
} from "@dougong/kit/api";
import {
  asLink,
  plainValue,
  recordTitle,
  titleFields,
  useFieldTypes,
  type ValueReader,
} from "@dougong/kit/fields";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { listMerges, mergeKeys, useParting } from "@dougong/kit/merges";
import {
  Bones,
  EmptyState,
  entitiesByMenu,
  ErrorState,
  NativeSelect,
  showToast,
} from "@dougong/kit/ui";
import { useInfiniteQuery, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import "./RecycleBinPage.css";

/** What was deleted, and the way back. */
export function RecycleBinPage() {
  const { t } = useTranslation("web");
  const workspace = useWorkspace();
  const { metadata } = workspace;
  const [search, setSearch] = useSearchParams();
  const entities = entitiesByMenu(workspace);
  const entity = metadata.entity(search.get("entity") ?? undefined) ?? entities[0];
  useEffect(() => {
    document.title = t("shell.recycleBin");
  }, [t]);
  return (
    <div className="dg-bin">
      <header className="dg-page-head">
        <h1>{t("shell.recycleBin")}</h1>
        <NativeSelect
          className="dg-bin-entity"
          aria-label={t("bin.entity")}
          value={entity?.key}
          onChange={(event) => setSearch({ entity: event.target.value }, { replace: true })}
        >
          {entities.map((one) => (
            <option key={one.key} value={one.key}>
              {labelText(one.label, one.key)}
            </option>
          ))}
        </NativeSelect>
      </header>
      {entity && <DeletedRecords key={entity.key} entity={entity} />}
    </div>
  );
}

function DeletedRecords({ entity }: { entity: EntityMetadata }) {
  const { t } = useTranslation("web");
  const { t: tMerges } = useTranslation("merges");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: recordKeys.list(entity.key, { deleted: true }),
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      listRecords(entity.key, {
        deleted: true,
        limit: 50,
        after: pageParam,
        fields: titleFields(entity, "updatedAt", "updatedBy"),
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const merges = useMerges(entity, records, types);
  const part = useParting(entity.key);
  async function restore(id: string, title: string) {
    try {
      await restoreRecord(entity.key, id);
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
      showToast({ text: t("bin.restored", { title }), tone: "success" });
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      showToast({ text: entry?.message ?? t("failed"), tone: "error" });
    }
  }
  if (pages.isPending) return <Bones lines={6} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (records.length === 0) {
    return <EmptyState title={t("bin.emptyTitle")} text={t("bin.emptyText")} />;
  }
  return (
    <>
      <ul className="dg-bin-list">
        {records.map((record) => {
          const title = recordTitle(entity, record, types);
          const at = record.deletedAt ?? record.updatedAt;
          const by = asLink(plainValue(record["deletedBy"] ?? record.updatedBy))?.label;
          const merge = merges.get(record.id);
          const facts = [at && formatInstant(at), by, merge?.text];
          return (
            <li key={record.id}>
              <div>
                <strong>{title}</strong>
                <small>{facts.filter(Boolean).join(" · ")}</small>
              </div>
              {merge ? (
                <Button onClick={() => void part(merge.id)}>{tMerges("undo")}</Button>
              ) : (
                <Button onClick={() => void restore(record.id, title)}>
                  {t("record.restore")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("list.loadMore")}
        </Button>
      )}
    </>
  );
}

/** The merges that put records here, by the record, and what to say of each. */
function useMerges(entity: EntityMetadata, records: RecordJson[], types: ValueReader) {
  const { t } = useTranslation("merges");
  const ids = records.map((record) => record.id).slice(0, 200);
  const merges = useQuery({
    queryKey: mergeKeys.merges(entity.key, ids),
    queryFn: () => listMerges(entity.key, ids),
    enabled: ids.length > 0,
    retry: false,
  });
  const open = (merges.data ?? []).filter((merge) => !merge.undone);
  const survivors = [...new Set(open.map((merge) => merge.survivor))];
  const titles = useQueries({
    queries: survivors.map((id) => ({
      queryKey: recordKeys.one(entity.key, id),
      queryFn: () => readRecord(entity.key, id),
      retry: false,
    })),
  });
  return new Map(
    open.flatMap((merge) => {
      const into = titles[survivors.indexOf(merge.survivor)]?.data;
      const title = into ? recordTitle(entity, into, types) : merge.survivor.slice(0, 8);
      const said = { id: merge.id, text: t("into", { title }) };
      return merge.others.map((other) => [other, said] as const);
    }),
  );
}
