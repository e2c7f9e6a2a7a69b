import type { Answer, AnswerColumn, AnswerRow } from "@dougong/kit/charts";

/** A line of the pivot table: a group of what stands down, or a subtotal of several. */
export interface PivotLine {
  /** Values of the dimensions down; a subtotal has fewer than there are. */
  names: AnswerRow;
  depth: number;
  /** The groups of this line by the key of the column that they stand in. */
  cells: ReadonlyMap<string, AnswerRow>;
  /** Over all columns; absent where the answer has no subtotals. */
  total: AnswerRow | undefined;
}

export interface PivotColumn {
  key: string;
  /** Value of the dimension across. */
  names: AnswerRow;
  /** Over all lines; absent where the answer has no subtotals. */
  total: AnswerRow | undefined;
}

export interface Pivot {
  lines: PivotLine[];
  columns: PivotColumn[];
}

const keyOf = (row: AnswerRow, columns: readonly AnswerColumn[]): string =>
  JSON.stringify(columns.map((column) => row[column.key] ?? null));

function namesOf(row: AnswerRow, columns: readonly AnswerColumn[]): AnswerRow {
  return Object.fromEntries(columns.map((column) => [column.key, row[column.key]]));
}

/** The subtotals by exactly these dimensions, by the key of their values. */
function subtotalsBy(answer: Answer, columns: readonly AnswerColumn[]): Map<string, AnswerRow> {
  const wanted = columns.map((column) => column.key).toSorted();
  const found = answer.subtotals?.find(
    ({ dimensions }) => JSON.stringify(dimensions.toSorted()) === JSON.stringify(wanted),
  );
  return new Map(found?.rows.map((row) => [keyOf(row, columns), row]));
}

/** Days stand in their order, everything else in the order of the answer. */
function columnsOf(answer: Answer, across: readonly AnswerColumn[]): PivotColumn[] {
  const totals = subtotalsBy(answer, across);
  const columns = new Map<string, PivotColumn>();
  for (const row of answer.rows) {
    const key = keyOf(row, across);
    if (columns.has(key)) continue;
    columns.set(key, { key, names: namesOf(row, across), total: totals.get(key) });
  }
  const all = [...columns.values()];
  const isInTime = across.every((column) => column.bucket && column.kind.startsWith("DATE"));
  return isInTime ? all.toSorted((one, other) => (one.key < other.key ? -1 : 1)) : all;
}

/** Rows of one outer group stand together, outer groups in the order in which they come first. */
function together(rows: AnswerRow[], down: readonly AnswerColumn[], depth: number): AnswerRow[] {
  if (depth >= down.length) return rows;
  const groups = new Map<string, AnswerRow[]>();
  for (const row of rows) {
    const key = keyOf(row, down.slice(0, depth));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => together(group, down, depth + 1));
}

/** An answer with groups down the side and across; its subtotals end each outer group. */
export function pivotOf(
  answer: Answer,
  down: readonly AnswerColumn[],
  across: readonly AnswerColumn[],
): Pivot {
  const cellsAt = down.map((_, at) => {
    const part = down.slice(0, at + 1);
    const isWhole = part.length === down.length;
    const rows = isWhole ? answer.rows : [...subtotalsBy(answer, [...part, ...across]).values()];
    const cells = new Map<string, Map<string, AnswerRow>>();
    for (const row of rows) {
      const key = keyOf(row, part);
      const line = cells.get(key) ?? new Map<string, AnswerRow>();
      cells.set(key, line.set(keyOf(row, across), row));
    }
    return { part, cells, totals: subtotalsBy(answer, part) };
  });
  const lineOf = (row: AnswerRow, depth: number): PivotLine => {
    const at = cellsAt[depth - 1];
    const key = at ? keyOf(row, at.part) : "";
    return {
      names: namesOf(row, down.slice(0, depth)),
      depth,
      cells: at?.cells.get(key) ?? new Map<string, AnswerRow>(),
      total: at?.totals.get(key),
    };
  };
  const whole = new Map(answer.rows.map((row) => [keyOf(row, down), row]));
  const rows = together([...whole.values()], down, 1);
  const lines = rows.flatMap((row, place) => {
    const next = rows[place + 1];
    const ended = down
      .slice(1)
      .map((_, at) => down.length - 1 - at)
      .filter((depth) => {
        const outer = down.slice(0, depth);
        return (
          (cellsAt[depth - 1]?.totals.size ?? 0) > 0 &&
          (!next || keyOf(next, outer) !== keyOf(row, outer))
        );
      });
    return [lineOf(row, down.length), ...ended.map((depth) => lineOf(row, depth))];
  });
  return { lines, columns: columnsOf(answer, across) };
}
