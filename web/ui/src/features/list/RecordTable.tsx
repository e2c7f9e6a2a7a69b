import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import {
  FieldDisplay,
  type FieldTypeDefinition,
  type FieldTypes,
  type FieldValue,
  recordTitle,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones } from "@dougong/kit/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Link, useNavigate } from "react-router";
import type { BulkReport } from "./bulk.ts";
import { BulkBar, ReportDialog } from "./BulkBar.tsx";
import { CellEditor, type EditEnd } from "./CellEditor.tsx";
import { mayEditInPlace } from "./cellEditing.ts";
import { moved, nextEditable, type Place } from "./gridKeys.ts";
import type { RecordsProps } from "./recordsProps.ts";
import { useBulkActions } from "./useBulkActions.ts";
import { useCellSaving } from "./useCellSaving.ts";
import { useChosen } from "./useChosen.ts";
import "./RecordTable.css";

const rowHeight = 46;

interface ShownColumn {
  field: FieldMetadata;
  type: FieldTypeDefinition;
  width: number;
  mayEdit: boolean;
}

function useColumns(props: RecordsProps): ShownColumn[] {
  const { entity, types } = props;
  const byKey = new Map(entity.fields.map((field) => [field.key, field]));
  return props.columns.flatMap((column) => {
    const field = byKey.get(column.key);
    if (!field) return [];
    const { type } = types.looks(field);
    const mayEdit = mayEditInPlace(entity, field, types);
    return { field, type, width: column.width ?? type.width ?? 140, mayEdit };
  });
}

/**
 * Rows for the eye, the mouse and the keys: only the visible ones exist, more come while scrolling.
 * The arrow keys move, Enter, F2 and a double click edit in place, boxes choose rows.
 */
export function RecordTable(props: RecordsProps) {
  const { entity, types, pages } = props;
  const { t } = useTranslation("web");
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const columns = useColumns(props);
  const chosen = useChosen(pages.records);
  const count = pages.records.length + (pages.hasMore ? 1 : 0);
  // oxlint-disable-next-line react/incompatible-library -- rows are not memoised
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const grid = useGrid(props, columns, scroller, (row) => virtual.scrollToIndex(row));
  const rows = virtual.getVirtualItems();
  const last = rows[rows.length - 1]?.index ?? 0;
  const { loadMore } = pages;
  useEffect(() => {
    if (last >= pages.records.length - 10) loadMore();
  }, [last, pages.records.length, loadMore]);
  const template = columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(" ");
  const style = { gridTemplateColumns: `44px ${template}` };

  if (pages.isLoading) {
    return (
      <div className="dg-table dg-table-loading">
        <Bones lines={10} />
      </div>
    );
  }
  return (
    <>
      {grid.report && (
        <ReportDialog
          entity={entity}
          types={types}
          report={grid.report}
          onClose={grid.closeReport}
        />
      )}
      {chosen.records.length > 0 && props.query && (
        <BulkBar
          entity={entity}
          types={types}
          query={props.query}
          chosen={chosen.records}
          onClear={chosen.clear}
        />
      )}
      <div
        ref={scroller}
        className={pages.isStale ? "dg-table dg-table-stale" : "dg-table"}
        role="grid"
        aria-label={labelText(entity.label)}
        aria-rowcount={pages.hasMore ? -1 : pages.records.length + 1}
        aria-colcount={columns.length + 1}
        aria-busy={pages.isStale}
        aria-activedescendant={grid.active ? cellId(id, grid.active) : undefined}
        tabIndex={0}
        onKeyDown={grid.onKeyDown}
      >
        <Head
          columns={columns}
          chosen={chosen}
          style={style}
          sort={props.sort}
          onSort={props.onSort}
        />
        <div role="rowgroup" className="dg-table-body" style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const record = pages.records[row.index];
            const transform = `translateY(${row.start}px)`;
            return record ? (
              <Row
                key={record.id}
                id={id}
                entity={entity}
                record={record}
                index={row.index}
                columns={columns}
                types={types}
                grid={grid}
                chosen={chosen}
                style={{ ...style, transform }}
              />
            ) : (
              <div key="more" className="dg-table-more" style={{ transform }}>
                {t("list.loadingMore")}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

interface HeadProps {
  columns: ShownColumn[];
  chosen: ReturnType<typeof useChosen>;
  style: CSSProperties;
  sort: string;
  onSort: (sort: string) => void;
}

function Head({ columns, chosen, style, sort, onSort }: HeadProps) {
  const { t } = useTranslation("web");
  return (
    <div role="rowgroup" className="dg-table-head">
      <div role="row" className="dg-table-row dg-table-checks" style={style} aria-rowindex={1}>
        <div role="columnheader" className="dg-table-cell dg-table-check">
          <input
            type="checkbox"
            aria-label={t("list.chooseLoaded")}
            checked={chosen.isAll}
            onChange={chosen.toggleAll}
          />
        </div>
        {columns.map(({ field, type }) => (
          <HeadCell
            key={field.key}
            field={field}
            isSortable={type.isSortable === true}
            alignsEnd={type.alignsEnd === true}
            sort={sort}
            onSort={onSort}
          />
        ))}
      </div>
    </div>
  );
}

const cellId = (id: string, { row, column }: Place) => `${id}-${row}-${column}`;

const isTyped = (event: KeyboardEvent) =>
  event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;

/** Where the keys are, and which cell is being edited. */
function useGrid(
  { entity, pages }: RecordsProps,
  columns: ShownColumn[],
  host: { current: HTMLDivElement | null },
  scrollTo: (row: number) => void,
) {
  const navigate = useNavigate();
  const save = useCellSaving(entity);
  const bulk = useBulkActions(entity);
  const [report, setReport] = useState<BulkReport | null>(null);
  const [active, setActive] = useState<Place | null>(null);
  const [isEditing, setIsEditing] = useState(false);
  const editable = columns.map(({ mayEdit }) => mayEdit);
  const count = pages.records.length;

  function go(place: Place) {
    setActive(place);
    scrollTo(place.row);
  }

  function edit(place: Place) {
    if (!editable[place.column]) return false;
    go(place);
    setIsEditing(true);
    return true;
  }

  function end(how: EditEnd) {
    setIsEditing(false);
    if (!active) return;
    const steps = { next: 1, before: -1 } as const;
    const next =
      how === "next" || how === "before"
        ? nextEditable(active, steps[how], count, editable)
        : how === "below"
          ? moved("ArrowDown", active, count, columns.length)
          : active;
    if (next && (how === "next" || how === "before")) edit(next);
    else {
      if (next) go(next);
      host.current?.focus();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isEditing || event.target !== host.current) return;
    const next = moved(event.key, active, count, columns.length);
    if (next) go(next);
    else if (active && (event.key === "F2" || event.key === "Enter")) {
      const record = pages.records[active.row];
      if (!edit(active) && record && event.key === "Enter")
        void navigate(`/data/${entity.key}/${record.id}`);
    } else if (active && isTyped(event)) {
      // the key itself goes into the input, which has the focus when the browser writes it
      flushSync(() => void edit(active));
      return;
    } else return;
    event.preventDefault();
  }

  async function saveAll(records: readonly RecordJson[], field: FieldMetadata, value: FieldValue) {
    const told = await bulk.change(records, field, value);
    if (told.refused.length > 0) setReport(told);
    return null;
  }

  const closeReport = () => setReport(null);
  return { active, isEditing, go, edit, end, onKeyDown, save, saveAll, report, closeReport, host };
}

interface RowProps {
  id: string;
  entity: EntityMetadata;
  record: RecordJson;
  index: number;
  columns: ShownColumn[];
  types: FieldTypes;
  grid: ReturnType<typeof useGrid>;
  chosen: ReturnType<typeof useChosen>;
  style: CSSProperties;
}

function Row(props: RowProps) {
  const { entity, record, index, columns, types, grid, chosen, style } = props;
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const open = `/data/${entity.key}/${record.id}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen.has(record.id)}
      className="dg-table-row dg-table-record dg-table-checks"
      style={style}
    >
      <div role="gridcell" className="dg-table-cell dg-table-check">
        <input
          type="checkbox"
          aria-label={t("list.choose", { title: recordTitle(entity, record, types) })}
          checked={chosen.has(record.id)}
          onChange={({ nativeEvent }) =>
            chosen.toggle(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </div>
      {columns.map((column, place) => {
        const { field } = column;
        const at = { row: index, column: place };
        const isActive = grid.active?.row === index && grid.active.column === place;
        const isEdited = isActive && grid.isEditing;
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the keys
          <div
            key={field.key}
            id={cellId(props.id, at)}
            role="gridcell"
            className={cellClass(column, isActive, isEdited)}
            onClick={(event) => {
              if ((event.target as HTMLElement).closest("a, button, .dg-cell-editor")) return;
              if (!column.mayEdit) return void navigate(open);
              // who has chosen rows and clicks into one of them means to give them a value
              if (chosen.has(record.id)) return void grid.edit(at);
              grid.go(at);
              grid.host.current?.focus();
            }}
            onDoubleClick={() => grid.edit(at)}
          >
            {place === 0 ? (
              <Link to={open}>
                <Cell field={field} record={record} types={types} />
              </Link>
            ) : (
              <Cell field={field} record={record} types={types} />
            )}
            {isEdited && (
              <CellEditor
                field={field}
                record={record}
                types={types}
                save={(value) => grid.save(record, field, value)}
                saveAll={
                  chosen.has(record.id)
                    ? (value) => grid.saveAll(chosen.records, field, value)
                    : undefined
                }
                onEnd={grid.end}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function cellClass({ type }: ShownColumn, isActive: boolean, isEdited: boolean): string {
  return [
    "dg-table-cell",
    type.alignsEnd && "dg-table-end",
    isActive && "dg-table-active",
    isEdited && "dg-table-editing",
  ]
    .filter(Boolean)
    .join(" ");
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
