/** One thing that a person did, as its name in the list of steps says. */
export interface Step<T> {
  label: string;
  before: T;
  after: T;
  /** Steps of one key that follow each other are one: typing a word, pulling an edge. */
  merge: string | null;
}

/** A document with everything that was done to it. Immutable; states share what did not change. */
export interface History<T> {
  readonly start: T;
  readonly now: T;
  readonly done: readonly Step<T>[];
  readonly undone: readonly Step<T>[];
}

export const historyOf = <T>(start: T): History<T> => ({
  start,
  now: start,
  done: [],
  undone: [],
});

/** Does something; what gives the same document is no step. */
export function doStep<T>(
  history: History<T>,
  label: string,
  after: T,
  merge: string | null = null,
): History<T> {
  if (after === history.now) return history;
  const last = history.done.at(-1);
  const isSame = merge !== null && last?.merge === merge;
  const step: Step<T> =
    isSame && last
      ? { label, before: last.before, after, merge }
      : { label, before: history.now, after, merge };
  const rest = isSame ? history.done.slice(0, -1) : history.done;
  return { ...history, now: after, done: [...rest, step], undone: [] };
}

/** The next step is one of its own: the field was left, the pointer went up. */
export function seal<T>(history: History<T>): History<T> {
  const last = history.done.at(-1);
  if (!last || last.merge === null) return history;
  return { ...history, done: [...history.done.slice(0, -1), { ...last, merge: null }] };
}

export function undo<T>(history: History<T>): History<T> {
  const step = history.done.at(-1);
  if (!step) return history;
  return {
    ...history,
    now: step.before,
    done: history.done.slice(0, -1),
    undone: [...history.undone, { ...step, merge: null }],
  };
}

export function redo<T>(history: History<T>): History<T> {
  const step = history.undone.at(-1);
  if (!step) return history;
  return {
    ...history,
    now: step.after,
    done: [...history.done, step],
    undone: history.undone.slice(0, -1),
  };
}
