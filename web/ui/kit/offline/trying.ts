const shortest = 1_000;
const longest = 20_000;

export interface Trying {
  /** Does the work at once and starts again with short waits, as when the net is back. */
  now: () => void;
  end: () => void;
}

/**
 * Does work while it is due: again after 1, 2, 4 … seconds, at most 20. A net that has just come
 * back often lets the first request fail, so the next try must not be far.
 */
export function keepTrying(isDue: () => boolean, work: () => Promise<unknown>): Trying {
  let wait = shortest;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  async function go(): Promise<void> {
    if (isDue()) await work();
    clearTimeout(timer);
    if (isEnded) return;
    timer = setTimeout(() => void go(), wait);
    wait = Math.min(wait * 2, longest);
  }

  return {
    now: () => {
      wait = shortest;
      void go();
    },
    end: () => {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}
