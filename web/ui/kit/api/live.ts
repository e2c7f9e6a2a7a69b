import { useEffect, useEffectEvent } from "react";

/** Numbers on a screen move at most this often. */
const restMilliseconds = 1_000;
/** After a refusal the browser does not try again by itself. */
const retryMilliseconds = 10_000;

/**
 * Tells that records of these entities have changed, as far as the reader may see them, about a
 * second later, and once at the beginning, for what was read before may be old. While the page is
 * hidden there is no connection; what was missed is told when it is seen again.
 */
export function useLiveChanges(entities: readonly string[], onChange: () => unknown): void {
  const tell = useEffectEvent(onChange);
  const wanted = [...new Set(entities)].toSorted().join(",");
  useEffect(() => {
    if (wanted === "" || typeof EventSource === "undefined") return;
    return follow(`/api/live?entities=${encodeURIComponent(wanted)}`, () => tell());
  }, [wanted]);
}

function follow(address: string, tell: () => unknown): () => void {
  let source: EventSource | null = null;
  let isNew = true;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const rested = atMostEvery(restMilliseconds, tell);

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }
  function open() {
    close();
    source = new EventSource(address);
    source.addEventListener("open", () => (isNew = true));
    source.addEventListener("alive", () => {
      if (isNew) rested.call();
      isNew = false;
    });
    source.addEventListener("changed", rested.call);
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, retryMilliseconds);
    });
  }
  function onVisibility() {
    if (document.visibilityState === "visible") open();
    else close();
  }

  onVisibility();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    rested.cancel();
    close();
  };
}

/** Calls at once, and the last of many calls when the rest is over and the act has ended. */
export function atMostEvery(milliseconds: number, act: () => unknown) {
  let isResting = false;
  let isWaiting = false;
  let isCancelled = false;
  async function call() {
    isWaiting = isResting;
    if (isResting || isCancelled) return;
    isResting = true;
    const rest = new Promise((resolve) => setTimeout(resolve, milliseconds));
    await Promise.allSettled([act(), rest]);
    isResting = false;
    if (isWaiting) await call();
  }
  function cancel() {
    isCancelled = true;
  }
  return { call: () => void call(), cancel };
}
