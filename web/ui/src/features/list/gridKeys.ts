/** Where the keys are in a grid, counted from 0. */
export interface Place {
  row: number;
  column: number;
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));

/** Where a key leads; null for one that does not move. */
export function moved(key: string, at: Place | null, rows: number, columns: number): Place | null {
  const step = steps[key];
  if (rows === 0 || columns === 0) return null;
  if (key === "Home") return { row: at?.row ?? 0, column: 0 };
  if (key === "End") return { row: at?.row ?? 0, column: columns - 1 };
  if (!step) return null;
  if (!at) return { row: 0, column: 0 };
  return { row: within(at.row + step[0], rows), column: within(at.column + step[1], columns) };
}

/** The next cell behind (or before) one that may be edited, row by row; null at the end. */
export function nextEditable(
  at: Place,
  direction: 1 | -1,
  rows: number,
  editable: readonly boolean[],
): Place | null {
  let { row, column } = at;
  for (;;) {
    column += direction;
    if (column < 0 || column >= editable.length) {
      row += direction;
      column = direction > 0 ? 0 : editable.length - 1;
    }
    if (row < 0 || row >= rows || !editable.includes(true)) return null;
    if (editable[column]) return { row, column };
  }
}
