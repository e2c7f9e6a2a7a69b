import {
  type Answer,
  type AnswerColumn,
  type AnswerRow,
  type AnswerTexts,
  columnsOfSlot,
  numberOf,
  type Slots,
} from "../charts/index.ts";

/** One line, or the bars of one colour: a value, and the group it stands for, at each place. */
export interface Series {
  name: string;
  measure: AnswerColumn;
  values: (number | null)[];
  rows: (AnswerRow | undefined)[];
}

export interface SeriesTable {
  categories: string[];
  category: AnswerColumn | undefined;
  measures: AnswerColumn[];
  series: Series[];
  /** Whether the series are parts that make a whole: one measure by a second dimension. */
  isSplit: boolean;
}

/** An answer as series over categories, by the slots `category`, `series` and `value`. */
export function seriesTable(answer: Answer, slots: Slots, texts: AnswerTexts): SeriesTable {
  const [category] = columnsOfSlot(answer, slots, "category");
  const [split] = columnsOfSlot(answer, slots, "series");
  const measures = columnsOfSlot(answer, slots, "value");
  const nameOf = (column: AnswerColumn | undefined, row: AnswerRow) =>
    column ? texts.text(column, row[column.key]) : "";
  const categories = [...new Set(answer.rows.map((row) => nameOf(category, row)))];
  const places = new Map(categories.map((name, place) => [name, place]));
  const [first] = measures;
  const names = split ? [...new Set(answer.rows.map((row) => nameOf(split, row)))] : [];
  const wanted: [string, AnswerColumn, (row: AnswerRow) => boolean][] =
    split && first
      ? names.map((name) => [name, first, (row) => nameOf(split, row) === name])
      : measures.map((measure) => [measure.label, measure, () => true]);
  const series = wanted.map(([name, measure, belongs]) => {
    const values: (number | null)[] = categories.map(() => null);
    const rows: (AnswerRow | undefined)[] = categories.map(() => undefined);
    for (const row of answer.rows) {
      const place = places.get(nameOf(category, row));
      if (place === undefined || !belongs(row)) continue;
      values[place] = numberOf(row[measure.key]);
      rows[place] = row;
    }
    return { name, measure, values, rows };
  });
  return { categories, category, measures, series, isSplit: split !== undefined };
}
