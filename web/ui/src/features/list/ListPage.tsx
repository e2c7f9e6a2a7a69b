import { PlusOutlined } from "@ant-design/icons";
import { viewTypeOf } from "@dougong/form";
import {
  ApiProblem,
  type EntityMetadata,
  type ListQuery,
  listSavedFilters,
  useWorkspace,
} from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced, useIsPhone } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Suspense, useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { ListToolbar } from "./ListToolbar.tsx";
import { type Column, columnsOf, queryOf, useListState, viewOf } from "./listState.ts";
import { RecordCards } from "./RecordCards.tsx";
import { RecordTable } from "./RecordTable.tsx";
import { useRecordPages } from "./useRecordPages.ts";
import { ViewChips } from "./ViewChips.tsx";
import "./ListPage.css";

const missing = new ApiProblem(404, "entity.missing", "");

export function ListPage() {
  const { entity: key } = useParams();
  const entity = useWorkspace().metadata.entity(key);
  if (!entity) return <ErrorState error={missing} isPage />;
  return <EntityList key={entity.key} entity={entity} />;
}

function EntityList({ entity }: { entity: EntityMetadata }) {
  const { t } = useTranslation("web");
  const isPhone = useIsPhone();
  const { metadata } = useWorkspace();
  const [state, change] = useListState();
  const [words, setWords] = useState(state.q);
  const settledWords = useDebounced(words.trim(), 250);
  const views = metadata.views(entity.key);
  const saved = useQuery({
    queryKey: ["saved-filters", entity.key],
    queryFn: () => listSavedFilters(entity.key),
    retry: false,
  });
  const chosen = saved.data?.find((filter) => filter.id === state.saved);
  const view = viewOf(state, views);
  const columns = columnsOf(
    chosen?.columns && state.columns.length === 0 ? { ...state, columns: chosen.columns } : state,
    view,
    entity,
  );
  const wanted = [...new Set([entity.title ?? "", ...columns.map((column) => column.key)])].filter(
    Boolean,
  );
  const query = queryOf({ ...state, q: settledWords }, view, chosen, wanted);
  const label = labelText(entity.label, entity.key);
  useEffect(() => {
    document.title = label;
  }, [label]);
  const canCreate = entity.rights?.create !== false;
  const isFiltered = Boolean(state.filter || settledWords || (chosen ?? view)?.filter);
  const type = chosen ? undefined : viewTypeOf(view);

  return (
    <div className="dg-list">
      <header className="dg-page-head">
        <h1>{label}</h1>
        {canCreate && !isPhone && (
          <Link to={`/data/${entity.key}/new`}>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>
              {t("list.new", { label })}
            </Button>
          </Link>
        )}
      </header>
      <ViewChips
        entity={entity}
        views={views}
        saved={saved.data ?? []}
        state={state}
        activeView={chosen ? undefined : view?.key}
        onChange={change}
      />
      <ListToolbar
        entity={entity}
        state={state}
        view={chosen ? undefined : view}
        words={words}
        columns={columns}
        query={query}
        onWords={setWords}
        onChange={change}
      />
      {type && view ? (
        <Suspense fallback={<Bones lines={10} />}>
          <type.View key={view.key} entity={entity} view={view} query={query} />
        </Suspense>
      ) : (
        <TableOfRecords
          entity={entity}
          columns={columns}
          query={query}
          isFiltered={isFiltered}
          onSort={(sort) => change({ sort })}
          onClear={
            state.filter || words
              ? () => {
                  setWords("");
                  change({ filter: "", q: "" });
                }
              : undefined
          }
        />
      )}
    </div>
  );
}

interface TableOfRecordsProps {
  entity: EntityMetadata;
  columns: Column[];
  query: ListQuery;
  isFiltered: boolean;
  onSort: (sort: string) => void;
  onClear: (() => void) | undefined;
}

/** What every list has: a table, on phones cards. */
function TableOfRecords({
  entity,
  columns,
  query,
  isFiltered,
  onSort,
  onClear,
}: TableOfRecordsProps) {
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const isPhone = useIsPhone();
  const pages = useRecordPages(entity.key, query);
  const label = labelText(entity.label, entity.key);
  const canCreate = entity.rights?.create !== false;
  const Records = isPhone ? RecordCards : RecordTable;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isEmpty) {
    return (
      <EmptyState
        title={t(isFiltered ? "list.nothingTitle" : "list.emptyTitle", { label })}
        text={t(isFiltered ? "list.nothingText" : "list.emptyText", { label })}
      >
        {onClear && <Button onClick={onClear}>{t("list.clearFilter")}</Button>}
        {canCreate && !isFiltered && (
          <Link to={`/data/${entity.key}/new`}>{t("list.new", { label })}</Link>
        )}
      </EmptyState>
    );
  }
  return (
    <Records
      entity={entity}
      types={types}
      columns={columns}
      pages={pages}
      query={query}
      sort={query.sort ?? ""}
      onSort={onSort}
    />
  );
}
