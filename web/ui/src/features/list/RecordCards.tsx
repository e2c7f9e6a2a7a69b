import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import {
  FieldDisplay,
  type FieldTypes,
  isBlank,
  optionsOf,
  recordTitle,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones } from "@dougong/kit/ui";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { RecordsProps } from "./recordsProps.ts";
import "./RecordCards.css";

const cardHeight = 104;
const shownFacts = 4;

/** The phone's list: a card for each record, the page itself scrolls. */
export function RecordCards({ entity, types, columns, pages }: RecordsProps) {
  const { t } = useTranslation("web");
  const host = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(host.current?.offsetTop ?? 0), []);
  const fields = columns.flatMap(
    (column) => entity.fields.find((field) => field.key === column.key) ?? [],
  );
  // oxlint-disable-next-line react/incompatible-library -- rows are not memoised
  const virtual = useWindowVirtualizer({
    count: pages.records.length,
    estimateSize: () => cardHeight,
    overscan: 8,
    scrollMargin: top,
  });
  const cards = virtual.getVirtualItems();
  const last = cards[cards.length - 1]?.index ?? 0;
  const { loadMore } = pages;
  useEffect(() => {
    if (last >= pages.records.length - 8) loadMore();
  }, [last, pages.records.length, loadMore]);
  if (pages.isLoading) {
    return (
      <div style={{ padding: 16 }}>
        <Bones lines={10} />
      </div>
    );
  }
  return (
    <div
      ref={host}
      className={pages.isStale ? "dg-cards dg-cards-stale" : "dg-cards"}
      aria-busy={pages.isStale}
    >
      <ul style={{ height: virtual.getTotalSize() }}>
        {cards.map((card) => {
          const record = pages.records[card.index];
          return (
            record && (
              <li
                key={record.id}
                ref={virtual.measureElement}
                data-index={card.index}
                style={{ transform: `translateY(${card.start - top}px)` }}
              >
                <Card entity={entity} fields={fields} record={record} types={types} />
              </li>
            )
          );
        })}
      </ul>
      {pages.isLoadingMore && <p className="dg-cards-more">{t("list.loadingMore")}</p>}
    </div>
  );
}

interface CardProps {
  entity: EntityMetadata;
  fields: FieldMetadata[];
  record: RecordJson;
  types: FieldTypes;
}

function Card({ entity, fields, record, types }: CardProps) {
  const values = fields
    .filter((field) => field.key !== entity.title)
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value));
  const isChip = (field: FieldMetadata) => optionsOf(types.looks(field).field).length > 0;
  const chips = values.filter(({ field }) => isChip(field)).slice(0, 2);
  const facts = values.filter(({ field }) => !isChip(field)).slice(0, shownFacts);
  return (
    <Link to={`/data/${entity.key}/${record.id}`} className="dg-card">
      <span className="dg-card-head">
        <strong>{recordTitle(entity, record, types)}</strong>
        <span className="dg-card-chips">
          {chips.map(({ field, value }) => (
            <FieldDisplay key={field.key} field={field} value={value} isShort />
          ))}
        </span>
      </span>
      <span className="dg-card-facts">
        {facts.map(({ field, value }, place) => (
          <span key={field.key}>
            {place > 0 && <small>{labelText(field.label, field.key)}</small>}
            <span>
              <FieldDisplay field={field} value={value} isShort />
            </span>
          </span>
        ))}
      </span>
    </Link>
  );
}
