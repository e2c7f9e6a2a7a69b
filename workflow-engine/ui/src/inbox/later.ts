import { useSyncExternalStore } from "react";

/** How long what was done can be taken back; as long as the message that offers it stays. */
export const graceMilliseconds = 8000;

interface Waiting {
  run: (isLeaving: boolean) => void;
  timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Waiting>();
const listeners = new Set<() => void>();
let keys: ReadonlySet<string> = new Set();

function tell(): void {
  keys = new Set(waiting.keys());
  for (const listener of listeners) listener();
}

/** What waits to be done. */
export function useWaiting(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => keys,
  );
}

/** Does something after a grace, or at once when the page is left; the same key replaces. */
export function doLater(key: string, run: (isLeaving: boolean) => void): void {
  takeBack(key);
  const timer = setTimeout(() => finish(key, false), graceMilliseconds);
  if (waiting.size === 0) window.addEventListener("pagehide", finishAll);
  waiting.set(key, { run, timer });
  tell();
}

/** Takes it back; false where it is done already. */
export function takeBack(key: string): boolean {
  const known = waiting.get(key);
  if (!known) return false;
  clearTimeout(known.timer);
  forget(key);
  return true;
}

function finish(key: string, isLeaving: boolean): void {
  const known = waiting.get(key);
  if (!known) return;
  clearTimeout(known.timer);
  forget(key);
  known.run(isLeaving);
}

function forget(key: string): void {
  waiting.delete(key);
  if (waiting.size === 0) window.removeEventListener("pagehide", finishAll);
  tell();
}

function finishAll(): void {
  for (const key of waiting.keys()) finish(key, true);
}
