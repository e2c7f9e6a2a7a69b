import {
  type AnswerColumn,
  type AnswerRow,
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import { useMemo, useState } from "react";
import { type PivotColumn, type PivotLine, pivotOf } from "./lines.ts";
import "./pivot.css";

/** What is shown until somebody asks for more. */
const screenful = { lines: 200, columns: 36 };

interface CellsProps {
  row: AnswerRow | undefined;
  /** Names of the groups whose records a value opens. */
  names: AnswerRow;
  measures: readonly AnswerColumn[];
  onOpen: ChartProps["onOpen"];
  title: string;
  isTotal?: boolean;
}

/** The values of one group, each a button that opens its records. */
function Cells({ row, names, measures, onOpen, title, isTotal = false }: CellsProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("charts");
  return measures.map((measure) => (
    <td key={measure.key} data-role="measure" data-total={isTotal || undefined}>
      {row && (
        <button
          type="button"
          className="dg-data-value"
          title={t("records", { name: title })}
          onClick={() => onOpen(names, measure.key)}
        >
          {texts.text(measure, row[measure.key])}
        </button>
      )}
    </td>
  ));
}

interface HeadProps {
  down: readonly AnswerColumn[];
  across: AnswerColumn;
  columns: readonly PivotColumn[];
  measures: readonly AnswerColumn[];
  hasTotals: boolean;
}

function Head({ down, across, columns, measures, hasTotals }: HeadProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("charts");
  const isDouble = measures.length > 1;
  const heads = columns.map(({ key, names }) => ({
    key,
    name: texts.text(across, names[across.key]),
  }));
  if (hasTotals) heads.push({ key: "", name: t("total") });
  return (
    <thead>
      <tr>
        {down.map((column) => (
          <th key={column.key} scope="col" rowSpan={isDouble ? 2 : 1}>
            {column.label}
          </th>
        ))}
        {heads.map(({ key, name }) => (
          <th key={key} scope="colgroup" colSpan={measures.length} data-role="measure">
            {name}
          </th>
        ))}
      </tr>
      {isDouble && (
        <tr className="dg-pivot-measures">
          {heads.flatMap(({ key }) =>
            measures.map((measure) => (
              <th key={`${key} ${measure.key}`} scope="col" data-role="measure">
                {measure.label}
              </th>
            )),
          )}
        </tr>
      )}
    </thead>
  );
}

interface LineProps extends Omit<HeadProps, "across"> {
  line: PivotLine;
  title: string;
  onOpen: ChartProps["onOpen"];
}

function Line({ line, down, columns, measures, hasTotals, title, onOpen }: LineProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("charts");
  const isSubtotal = line.depth < down.length;
  const shown = down.slice(0, line.depth);
  const words = shown.map((column) => texts.text(column, line.names[column.key]));
  const last = words.length - 1;
  return (
    <tr data-total={isSubtotal || undefined}>
      {words.map((word, at) => (
        <th key={shown[at]?.key} scope="row" colSpan={at === last ? down.length - last : 1}>
          {isSubtotal && at === last ? t("subtotalOf", { name: word }) : word}
        </th>
      ))}
      {columns.map(({ key, names }) => (
        <Cells
          key={key}
          row={line.cells.get(key)}
          names={{ ...line.names, ...names }}
          measures={measures}
          onOpen={onOpen}
          title={words.join(" · ") || title}
        />
      ))}
      {hasTotals && (
        <Cells
          row={line.total}
          names={line.names}
          measures={measures}
          onOpen={onOpen}
          title={words.join(" · ") || title}
          isTotal
        />
      )}
    </tr>
  );
}

function Pivot({ answer, slots, title, onOpen }: ChartProps) {
  const { t } = useTranslation("charts");
  const down = useMemo(() => columnsOfSlot(answer, slots, "down"), [answer, slots]);
  const across = useMemo(() => columnsOfSlot(answer, slots, "across"), [answer, slots]);
  const measures = columnsOfSlot(answer, slots, "value");
  const pivot = useMemo(() => pivotOf(answer, down, across), [answer, down, across]);
  const [most, setMost] = useState(screenful);
  const columns = pivot.columns.slice(0, most.columns);
  const hidden = {
    lines: pivot.lines.length - most.lines,
    columns: pivot.columns.length - columns.length,
  };
  const hasTotals = (answer.subtotals?.length ?? 0) > 0;
  const [first] = across;
  const parts = { down, columns, measures, hasTotals };
  const more = (part: "lines" | "columns", text: string) => (
    <button
      type="button"
      className="dg-data-more"
      onClick={() => setMost({ ...most, [part]: most[part] * 5 })}
    >
      {t(text, { number: formatDecimal(String(hidden[part])) })}
    </button>
  );
  return (
    <>
      <table className="dg-data-table dg-pivot">
        <caption className="dg-visually-hidden">{title}</caption>
        {first && <Head {...parts} across={first} />}
        <tbody>
          {pivot.lines.slice(0, most.lines).map((line) => (
            <Line
              key={JSON.stringify(line.names)}
              line={line}
              title={title}
              onOpen={onOpen}
              {...parts}
            />
          ))}
        </tbody>
        {hasTotals && (
          <tfoot>
            <tr>
              <td colSpan={down.length}>{t("total")}</td>
              {columns.map(({ key, names, total }) => (
                <Cells
                  key={key}
                  row={total}
                  names={names}
                  measures={measures}
                  onOpen={onOpen}
                  title={t("total")}
                  isTotal
                />
              ))}
              <Cells
                row={answer.total ?? undefined}
                names={{}}
                measures={measures}
                onOpen={onOpen}
                title={t("total")}
                isTotal
              />
            </tr>
          </tfoot>
        )}
      </table>
      {hidden.lines > 0 && more("lines", "moreRows")}
      {hidden.columns > 0 && more("columns", "moreColumns")}
    </>
  );
}

export default { id: "pivot", Chart: Pivot, form: "list" } satisfies ChartTypeDefinition;
