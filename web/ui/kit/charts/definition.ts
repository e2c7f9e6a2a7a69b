import type { ComponentType } from "react";
import type { Json, RecordLink } from "../api/index.ts";

/** A column of an answer: what groups are made by, or a value of each group. */
export interface AnswerColumn {
  key: string;
  label: string;
  role: "dimension" | "measure";
  kind: string;
  type?: string;
  entity?: string;
  field?: string;
  format?: "number" | "money" | "percent" | "days";
  /** How values were put together: `month`, `week` … */
  bucket?: string;
  /** Words of the codes in the rows, for types whose values are codes. */
  names?: Readonly<Record<string, string>>;
  /** What a measure should be. */
  target?: Json;
  /** Entity whose records are behind a measure, when they are not those of the report. */
  records?: string;
}

export type Cell = Json | RecordLink | undefined;

/** Values by the keys of columns. */
export interface AnswerRow {
  [key: string]: Cell;
}

export interface AnswerDays {
  from: string;
  to: string;
}

/** Groups by some of the dimensions. */
export interface Subtotal {
  dimensions: string[];
  rows: AnswerRow[];
}

/** Answer of a report's query; it says what it is. */
export interface Answer {
  columns: AnswerColumn[];
  rows: AnswerRow[];
  /** Absent where the question wants none. */
  subtotals?: Subtotal[];
  total: AnswerRow | null;
  truncated: boolean;
  groups: number;
  records: number | null;
  definition: {
    entity: string;
    label: string;
    filter?: string;
    having?: string;
    limit: number;
    zone: string;
    period?: AnswerDays & { field: string; before?: AnswerDays; lastYear?: AnswerDays };
  };
  at: string;
}

/** Keys of columns by the slots of a chart type. */
export type Slots = Readonly<Record<string, readonly string[]>>;

export interface ChartProps {
  answer: Answer;
  slots: Slots;
  title: string;
  /** Shows the records behind a group, or behind one value of it. */
  onOpen: (row: AnswerRow, measure?: string) => void;
}

/** How one type of chart draws an answer; one folder each, found by glob and loaded when it is used. */
export interface ChartTypeDefinition {
  id: string;
  Chart: ComponentType<ChartProps>;
  /**
   * A `picture` fills its place and has a table beside it, also for those who do not see it; a
   * `value` is as high as its text and shows that there is nothing, too; a `list` says everything
   * in words and scrolls.
   */
  form: "picture" | "value" | "list";
}

/** Whether groups have an order of their own: those of days and of stages reached, not of texts. */
export const isInOrder = ({ bucket, kind }: AnswerColumn): boolean =>
  bucket !== undefined && kind !== "TEXT";

/** The columns of a slot, in their order. */
export function columnsOfSlot(answer: Answer, slots: Slots, slot: string): AnswerColumn[] {
  return (slots[slot] ?? []).flatMap(
    (key) => answer.columns.find((column) => column.key === key) ?? [],
  );
}
