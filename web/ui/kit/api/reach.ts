import { useSyncExternalStore } from "react";

let isReached = true;
const listeners = new Set<() => void>();

/** Told by every request: whether the server, or anything at all, answered the last one. */
export function noteReach(now: boolean): void {
  if (now === isReached) return;
  isReached = now;
  for (const listener of listeners) listener();
}

export const wasReached = (): boolean => isReached;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A browser that believes to be online may still reach nothing, as while the server is away. */
export const useIsReached = (): boolean => useSyncExternalStore(subscribe, wasReached);
