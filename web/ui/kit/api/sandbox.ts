import { useSyncExternalStore } from "react";

/** What the page itself came with, before it has asked anything. */
const cookie = typeof document === "undefined" ? "" : document.cookie;
let now: string | null =
  /(?:^|; )(?:__Host-)?dougong_sandbox=([\dT:-]{16})/.exec(cookie)?.[1] ?? null;
const listeners = new Set<() => void>();

/** Told by every answer: what time a sandbox takes it to be, to the minute; null elsewhere. */
export function noteSandbox(instant: string | null): void {
  const next = instant === null ? null : instant.slice(0, 16);
  if (next === now) return;
  now = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The pretended time of a sandbox as an instant, or null where this is none. */
export const useSandboxTime = (): string | null =>
  useSyncExternalStore(subscribe, () => (now === null ? null : `${now}:00Z`));
