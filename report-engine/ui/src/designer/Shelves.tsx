import { useWorkspace } from "@dougong/kit/api";
import { useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, readFilter } from "@dougong/kit/filters";
import { useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { bucketText } from "./bucketText.ts";
import { columnsOf, type Place, type Shelf } from "./model.ts";
import type { ReportDeeds } from "./useReportDeeds.ts";

export interface ShelvesProps {
  deeds: ReportDeeds;
  /** Columns with which something is wrong. */
  wrong: ReadonlySet<string>;
  onFilter: () => void;
}

/** What a report is made of, in rows: groups, values, filters. */
export function Shelves({ deeds, wrong, onFilter }: ShelvesProps) {
  return (
    <div className="dg-report-shelves">
      <ColumnShelf shelf="dimensions" deeds={deeds} wrong={wrong} />
      <ColumnShelf shelf="measures" deeds={deeds} wrong={wrong} />
      <FilterShelf deeds={deeds} onFilter={onFilter} />
    </div>
  );
}

type ColumnShelfProps = Omit<ShelvesProps, "onFilter"> & { shelf: Shelf };

function ColumnShelf({ shelf, deeds, wrong }: ColumnShelfProps) {
  const { t } = useTranslation("reportDesign");
  const columns = columnsOf(deeds.report, shelf);
  const { ref, isDropTarget } = useDropPlace(`${shelf}:${columns.length}`);
  return (
    <section className="dg-report-shelf" aria-label={t(`shelf.${shelf}`)}>
      <h2>{t(`shelf.${shelf}`)}</h2>
      <ul>
        {columns.map((column, index) => (
          <ColumnChip
            // oxlint-disable-next-line react/no-array-index-key -- columns may have no other name
            key={index}
            place={{ shelf, index }}
            isLast={index === columns.length - 1}
            isWrong={wrong.has(deeds.addressOf({ shelf, index }))}
            detail={bucketText(column, (key, places) => t(key, places ?? {}))}
            deeds={deeds}
          />
        ))}
      </ul>
      <div ref={ref} className="dg-report-end" data-target={isDropTarget}>
        {columns.length === 0 && t(`empty.${shelf}`)}
      </div>
    </section>
  );
}

interface ColumnChipProps {
  place: Place;
  isLast: boolean;
  isWrong: boolean;
  detail: string;
  deeds: ReportDeeds;
}

function ColumnChip({ place, isLast, isWrong, detail, deeds }: ColumnChipProps) {
  const { t } = useTranslation("reportDesign");
  const item = useDragItem(`column:${deeds.addressOf(place)}`);
  const target = useDropPlace(`${place.shelf}:${place.index}`);
  const { chosen } = deeds;
  const isChosen = chosen?.shelf === place.shelf && chosen.index === place.index;
  const name = deeds.nameAt(place);
  return (
    <li
      ref={(element) => {
        item.ref(element);
        target.ref(element);
      }}
      className="dg-report-chip"
      data-target={target.isDropTarget && !item.isDragging}
      data-column={place.shelf}
      data-wrong={isWrong}
    >
      <button type="button" aria-pressed={isChosen} onClick={() => deeds.choose(place)}>
        {name}
        {isWrong && <span className="dg-visually-hidden">{t("wrong")}</span>}
        {detail && <small>{detail}</small>}
      </button>
      {isChosen && (
        <span className="dg-report-tools" data-undraggable>
          {place.index > 0 && (
            <button
              type="button"
              aria-label={t("before", { name })}
              title="Alt+↑"
              onClick={() => deeds.move(place, place.index - 1)}
            >
              ‹
            </button>
          )}
          {!isLast && (
            <button
              type="button"
              aria-label={t("after", { name })}
              title="Alt+↓"
              onClick={() => deeds.move(place, place.index + 2)}
            >
              ›
            </button>
          )}
          <button
            type="button"
            aria-label={t("remove", { name })}
            title="Delete"
            onClick={() => deeds.remove(place)}
          >
            ×
          </button>
        </span>
      )}
    </li>
  );
}

function FilterShelf({ deeds, onFilter }: Omit<ShelvesProps, "wrong">) {
  const { t } = useTranslation("reportDesign");
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const { ref, isDropTarget } = useDropPlace("filter:0");
  const entity = metadata.entity(deeds.report.entity);
  const parts = entity ? readFilter(deeds.report.filter ?? "", entity, types) : [];
  return (
    <section ref={ref} className="dg-report-shelf" aria-label={t("shelf.filter")}>
      <h2>{t("shelf.filter")}</h2>
      <ul>
        {parts.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
          <li key={index} className="dg-report-chip">
            <button type="button" aria-haspopup="dialog" onClick={onFilter}>
              {"text" in part ? (
                <code>{part.text}</code>
              ) : (
                entity && <ConditionText entity={entity} condition={part.condition} />
              )}
            </button>
          </li>
        ))}
      </ul>
      <div className="dg-report-end" data-target={isDropTarget}>
        <Button size="small" aria-haspopup="dialog" onClick={onFilter}>
          {t("addFilter")}
        </Button>
      </div>
    </section>
  );
}
