import type { FieldMetadata, RecordJson } from "@dougong/kit/api";
import { FieldDisplay, type FieldTypeDefinition, type FieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones } from "@dougong/kit/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import type { RecordsProps } from "./recordsProps.ts";
import "./RecordTable.css";

const rowHeight = 46;

/** Rows for the eye and the mouse: only the visible ones exist, more come while scrolling. */
export function RecordTable(props: RecordsProps) {
  const { entity, types, pages } = props;
  const { t } = useTranslation("web");
  const scroller = useRef<HTMLDivElement>(null);
  const byKey = new Map(entity.fields.map((field) => [field.key, field]));
  const columns: ShownColumn[] = props.columns.flatMap((column) => {
    const field = byKey.get(column.key);
    if (!field) return [];
    const { type } = types.looks(field);
    return { field, type, width: column.width ?? type.width ?? 140 };
  });
  const count = pages.records.length + (pages.hasMore ? 1 : 0);
  // oxlint-disable-next-line react/incompatible-library -- rows are not memoised
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const rows = virtual.getVirtualItems();
  const last = rows[rows.length - 1]?.index ?? 0;
  const { loadMore } = pages;
  useEffect(() => {
    if (last >= pages.records.length - 10) loadMore();
  }, [last, pages.records.length, loadMore]);
  const template = columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(" ");
  const style = { gridTemplateColumns: template };

  if (pages.isLoading) {
    return (
      <div className="dg-table dg-table-loading">
        <Bones lines={10} />
      </div>
    );
  }
  return (
    <div
      ref={scroller}
      className={pages.isStale ? "dg-table dg-table-stale" : "dg-table"}
      role="table"
      aria-label={labelText(entity.label)}
      aria-rowcount={pages.hasMore ? -1 : pages.records.length + 1}
      aria-busy={pages.isStale}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <div role="rowgroup" className="dg-table-head">
        <div role="row" className="dg-table-row" style={style} aria-rowindex={1}>
          {columns.map(({ field, type }) => (
            <HeadCell
              key={field.key}
              field={field}
              isSortable={type.isSortable === true}
              alignsEnd={type.alignsEnd === true}
              sort={props.sort}
              onSort={props.onSort}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="dg-table-body" style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const record = pages.records[row.index];
          if (!record) {
            return (
              <div
                key="more"
                className="dg-table-more"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {t("list.loadingMore")}
              </div>
            );
          }
          return (
            <Row
              key={record.id}
              entityKey={entity.key}
              record={record}
              index={row.index}
              columns={columns}
              types={types}
              style={{ ...style, transform: `translateY(${row.start}px)` }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface ShownColumn {
  field: FieldMetadata;
  type: FieldTypeDefinition;
  width: number;
}

interface RowProps {
  entityKey: string;
  record: RecordJson;
  index: number;
  columns: ShownColumn[];
  types: FieldTypes;
  style: CSSProperties;
}

function Row({ entityKey, record, index, columns, types, style }: RowProps) {
  const navigate = useNavigate();
  const open = `/data/${entityKey}/${record.id}`;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the first cell holds the link for the keyboard
    <div
      role="row"
      aria-rowindex={index + 2}
      className="dg-table-row dg-table-record"
      style={style}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest("a, button")) return;
        void navigate(open);
      }}
    >
      {columns.map(({ field, type }, place) => (
        <div
          key={field.key}
          role="cell"
          className={type.alignsEnd ? "dg-table-cell dg-table-end" : "dg-table-cell"}
        >
          {place === 0 ? (
            <Link to={open}>
              <Cell field={field} record={record} types={types} />
            </Link>
          ) : (
            <Cell field={field} record={record} types={types} />
          )}
        </div>
      ))}
    </div>
  );
}

function Cell(props: { field: FieldMetadata; record: RecordJson; types: FieldTypes }) {
  const { field, record, types } = props;
  return <FieldDisplay field={field} value={types.read(record[field.key], field)} isShort />;
}

interface HeadCellProps {
  field: FieldMetadata;
  isSortable: boolean;
  alignsEnd: boolean;
  sort: string;
  onSort: (sort: string) => void;
}

function HeadCell({ field, isSortable, alignsEnd, sort, onSort }: HeadCellProps) {
  const label = labelText(field.label, field.key);
  const className = alignsEnd ? "dg-table-cell dg-table-end" : "dg-table-cell";
  const [first = ""] = sort.split(",");
  const isUp = first === field.key;
  const isDown = first === `-${field.key}`;
  if (!isSortable) {
    return (
      <div role="columnheader" className={className}>
        {label}
      </div>
    );
  }
  return (
    <div
      role="columnheader"
      className={className}
      aria-sort={isUp ? "ascending" : isDown ? "descending" : "none"}
    >
      <button type="button" onClick={() => onSort(isDown ? field.key : `-${field.key}`)}>
        {label}
        <span aria-hidden className="dg-table-arrow">
          {isUp ? "↑" : isDown ? "↓" : ""}
        </span>
      </button>
    </div>
  );
}
