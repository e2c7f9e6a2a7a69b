import {
  type EntityMetadata,
  type FieldMetadata,
  listRecords,
  recordKeys,
  useWorkspace,
} from "@dougong/kit/api";
import {
  FieldDisplay,
  isBlank,
  recordTitle,
  titleFields,
  useFieldTypes,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, EmptyState, entitiesByMenu, TextInput } from "@dougong/kit/ui";
import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import "./SearchPage.css";

const shownHits = 6;
const isSearched = (field: FieldMetadata) => field["search"] === true;
const shownFacts = 3;

/** Quick search over every entity that has searched fields. */
export function SearchPage() {
  const { t } = useTranslation("web");
  const workspace = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const given = search.get("q") ?? "";
  const [words, setWords] = useState(given);
  const settled = useDebounced(words.trim(), 250);
  const [lastGiven, setLastGiven] = useState(given);
  if (given !== lastGiven) {
    setLastGiven(given);
    setWords(given);
  }
  useEffect(() => {
    document.title = t("shell.search");
    if (settled) setSearch({ q: settled }, { replace: true });
  }, [settled, setSearch, t]);
  const entities = entitiesByMenu(workspace).filter((entity) => entity.fields.some(isSearched));
  const found = useQueries({
    queries: entities.map((entity) => {
      const searched = entity.fields.filter(isSearched).map((field) => field.key);
      const query = { q: settled, limit: shownHits, fields: titleFields(entity, ...searched) };
      return {
        queryKey: recordKeys.list(entity.key, query),
        queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(entity.key, query, signal),
        enabled: settled !== "",
        retry: false,
      };
    }),
  });
  const isPending = settled !== "" && found.some((one) => one.isPending);
  const hits = entities.flatMap((entity, place) => {
    const records = found[place]?.data?.items ?? [];
    return records.length > 0 ? [{ entity, records }] : [];
  });
  return (
    <div className="dg-search">
      <h1 className="dg-visually-hidden">{t("shell.search")}</h1>
      <TextInput
        type="search"
        className="dg-input-large"
        aria-label={t("shell.search")}
        placeholder={t("shell.searchHint")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {isPending && hits.length === 0 && <Bones lines={5} />}
      {!isPending && settled !== "" && hits.length === 0 && (
        <EmptyState
          title={t("search.nothingTitle", { words: settled })}
          text={t("search.nothingText")}
        />
      )}
      {hits.map(({ entity, records }) => (
        <section key={entity.key} className="dg-search-group">
          <h2>{labelText(entity.label, entity.key)}</h2>
          <ul>
            {records.map((record) => (
              <Hit key={record.id} entity={entity} record={record} />
            ))}
          </ul>
          {records.length === shownHits && (
            <Link to={`/data/${entity.key}?q=${encodeURIComponent(settled)}`}>
              {t("search.more")}
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}

function Hit(props: { entity: EntityMetadata; record: Parameters<typeof recordTitle>[1] }) {
  const { entity, record } = props;
  const types = useFieldTypes();
  const facts = entity.fields
    .filter((field) => field.key !== entity.title && isSearched(field))
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value))
    .slice(0, shownFacts);
  return (
    <li>
      <Link to={`/data/${entity.key}/${record.id}`}>
        <strong>{recordTitle(entity, record, types)}</strong>
        <span>
          {facts.map(({ field, value }) => (
            <span key={field.key}>
              <FieldDisplay field={field} value={value} isShort />
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}
