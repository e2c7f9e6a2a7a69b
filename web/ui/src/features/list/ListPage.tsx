import { PlusOutlined } from "@ant-design/icons";
import { ApiProblem, type EntityMetadata, listSavedFilters, useWorkspace } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced, useIsPhone } from "@dougong/kit/lib";
import { EmptyState, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { ListToolbar } from "./ListToolbar.tsx";
import { columnsOf, queryOf, useListState, viewOf } from "./listState.ts";
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
  const types = useFieldTypes();
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
  const pages = useRecordPages(entity.key, query);
  const label = labelText(entity.label, entity.key);
  useEffect(() => {
    document.title = label;
  }, [label]);
  const canCreate = entity.rights?.create !== false;
  const isFiltered = Boolean(state.filter || settledWords || (chosen ?? view)?.filter);
  const Records = isPhone ? RecordCards : RecordTable;

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
        words={words}
        columns={columns}
        query={query}
        onWords={setWords}
        onChange={change}
      />
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isEmpty ? (
        <EmptyState
          title={t(isFiltered ? "list.nothingTitle" : "list.emptyTitle", { label })}
          text={t(isFiltered ? "list.nothingText" : "list.emptyText", { label })}
        >
          {(state.filter || words) && (
            <Button
              onClick={() => {
                setWords("");
                change({ filter: "", q: "" });
              }}
            >
              {t("list.clearFilter")}
            </Button>
          )}
          {canCreate && !isFiltered && (
            <Link to={`/data/${entity.key}/new`}>{t("list.new", { label })}</Link>
          )}
        </EmptyState>
      ) : (
        <Records
          entity={entity}
          types={types}
          columns={columns}
          pages={pages}
          sort={query.sort ?? ""}
          onSort={(sort) => change({ sort })}
        />
      )}
    </div>
  );
}
