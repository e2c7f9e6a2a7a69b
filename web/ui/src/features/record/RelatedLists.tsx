import {
  type EntityMetadata,
  type FieldMetadata,
  listRecords,
  ownFields,
  recordKeys,
  useWorkspace,
} from "@dougong/kit/api";
import {
  FieldDisplay,
  isBlank,
  quote,
  recordTitle,
  targetOf,
  useFieldTypes,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, entitiesByMenu, NativeSelect, TextInput } from "@dougong/kit/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";

const shownRows = 5;
const shownColumns = 3;

interface Relation {
  entity: EntityMetadata;
  via: FieldMetadata;
}

/** Every entity whose records may point here, each with its newest ones. */
export function RelatedLists({ entity, id }: { entity: EntityMetadata; id: string }) {
  const { t } = useTranslation("web");
  const workspace = useWorkspace();
  const types = useFieldTypes();
  const relations: Relation[] = entitiesByMenu(workspace).flatMap((other) =>
    ownFields(other)
      .filter((field) => targetOf(field) === entity.key && types.of(field).pickSource)
      .map((via) => ({ entity: other, via })),
  );
  if (relations.length === 0) return <p className="dg-related-none">{t("record.noRelated")}</p>;
  return (
    <div className="dg-related">
      {relations.map((relation) => (
        <RelatedList
          key={`${relation.entity.key}.${relation.via.key}`}
          relation={relation}
          id={id}
        />
      ))}
    </div>
  );
}

function RelatedList({ relation, id }: { relation: Relation; id: string }) {
  const { entity, via } = relation;
  const { t } = useTranslation("web");
  const { metadata } = useWorkspace();
  const types = useFieldTypes();
  const view = metadata.views(entity.key).find((one) => !one.filter);
  const keys = (view?.columns ?? []).map((column) =>
    typeof column === "string" ? column : column.field,
  );
  const columns = (keys.length > 0 ? keys : ownFields(entity).map((field) => field.key))
    .filter((key) => key !== via.key && key !== entity.title)
    .flatMap((key) => entity.fields.find((field) => field.key === key) ?? [])
    .filter((field) => !field.fields && field.via !== via.key)
    .slice(0, shownColumns);
  const filter = `${via.key} == ${quote(id)}`;
  const [words, setWords] = useState("");
  const [sort, setSort] = useState("");
  const settled = useDebounced(words.trim(), 250);
  const query = {
    filter,
    ...(settled && { q: settled }),
    sort: sort || (view?.sort ?? []).join(","),
    limit: shownRows + 1,
    fields: [entity.title, ...(entity.naturalKey ?? []), ...columns.map((field) => field.key)]
      .filter((key, place, all) => key !== undefined && all.indexOf(key) === place)
      .join(","),
  };
  const page = useQuery({
    queryKey: recordKeys.list(entity.key, query),
    queryFn: ({ signal }) => listRecords(entity.key, query, signal),
    retry: false,
    placeholderData: keepPreviousData,
  });
  const hasMore = (page.data?.items.length ?? 0) > shownRows;
  const label = labelText(entity.label, entity.key);
  const all = `/data/${entity.key}?filter=${encodeURIComponent(filter)}`;
  const rows = page.data?.items.slice(0, shownRows) ?? [];
  if (page.isError) return null;
  return (
    <section className="dg-panel">
      <h2>
        {label}
        <small>{labelText(via.label, via.key)}</small>
        {entity.rights?.create !== false && (
          <Link to={`/data/${entity.key}/new?${via.key}=${id}`} className="dg-related-add">
            + {t("record.addRelated", { label })}
          </Link>
        )}
      </h2>
      {(hasMore || words || sort) && (
        <RelatedControls
          label={label}
          columns={columns.filter((field) => types.looks(field).type.isSortable)}
          words={words}
          sort={sort}
          onWords={setWords}
          onSort={setSort}
        />
      )}
      {page.isPending && <Bones lines={2} />}
      {page.isSuccess && rows.length === 0 && (
        <p className="dg-none">{t(words ? "record.nothingFound" : "record.nothingYet")}</p>
      )}
      <ul>
        {rows.map((record) => (
          <li key={record.id}>
            <Link to={`/data/${entity.key}/${record.id}`}>
              {recordTitle(entity, record, types)}
            </Link>
            <span className="dg-related-facts">
              {columns.map((field) => {
                const value = types.read(record[field.key], field);
                return isBlank(value) ? null : (
                  <span key={field.key}>
                    <FieldDisplay field={field} value={value} isShort />
                  </span>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
      {hasMore && <Link to={all}>{t("record.allRelated")}</Link>}
    </section>
  );
}

interface RelatedControlsProps {
  label: string;
  columns: FieldMetadata[];
  words: string;
  sort: string;
  onWords: (words: string) => void;
  onSort: (sort: string) => void;
}

/** A list's own search and order; only lists that are longer than what is shown have them. */
function RelatedControls(props: RelatedControlsProps) {
  const { label, columns, words, sort, onWords, onSort } = props;
  const { t } = useTranslation("web");
  return (
    <div className="dg-related-controls">
      <TextInput
        type="search"
        value={words}
        placeholder={t("record.searchRelated", { label })}
        aria-label={t("record.searchRelated", { label })}
        onChange={(event) => onWords(event.target.value)}
      />
      <NativeSelect
        value={sort}
        aria-label={t("record.sortRelated", { label })}
        onChange={(event) => onSort(event.target.value)}
      >
        <option value="">{t("list.sort")}</option>
        {columns.flatMap((field) => {
          const name = labelText(field.label, field.key);
          return [
            <option key={field.key} value={field.key}>{`${name} ↑`}</option>,
            <option key={`-${field.key}`} value={`-${field.key}`}>{`${name} ↓`}</option>,
          ];
        })}
      </NativeSelect>
    </div>
  );
}
