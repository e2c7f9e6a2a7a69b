import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import {
  createRecord,
  fetchSession,
  parseJson,
  patchRecord,
  recordKeys,
  wasReached,
  writeJson,
} from "../api/index.ts";
import type { FieldObject } from "../fields/index.ts";
import { waitingStore } from "./database.ts";
import type { WaitingEntry } from "./entry.ts";
import { type Sent, sendWaiting } from "./sending.ts";
import { keepTrying } from "./trying.ts";

const none: readonly WaitingEntry[] = [];

let shownUser = "";
let shown: readonly WaitingEntry[] = none;
const listeners = new Set<() => void>();
const sign = "dougong.waiting";

async function refresh(user: string): Promise<void> {
  const entries = await waitingStore.list(user).catch(() => []);
  shownUser = user;
  shown = entries.length === 0 ? none : entries;
  for (const listener of listeners) listener();
}

/** Other tabs of the same browser look again, too. */
async function changed(user: string): Promise<void> {
  await refresh(user);
  try {
    localStorage.setItem(sign, new Date().toISOString());
  } catch {
    // Without storage the other tabs look again when they are looked at.
  }
}

/** Keeps what could not be saved; fails where the browser keeps nothing. */
export async function keepWaiting(
  entry: Omit<WaitingEntry, "at" | "refusal" | "values" | "entered">,
  values: Record<string, unknown>,
  entered: FieldObject,
): Promise<void> {
  const own = Object.keys(values).map((key) => [key, entered[key] ?? null]);
  await waitingStore.put({
    ...entry,
    values: writeJson(values),
    entered: writeJson(Object.fromEntries(own)),
    at: new Date().toISOString(),
    refusal: null,
  });
  await changed(entry.user);
}

export async function forgetWaiting(entry: WaitingEntry): Promise<void> {
  await waitingStore.remove(entry.key);
  await changed(entry.user);
}

/** An entry of the person; undefined where there is none of that key. */
export async function findWaiting(user: string, key: string): Promise<WaitingEntry | undefined> {
  const entry = await waitingStore.find(key).catch(() => undefined);
  return entry?.user === user ? entry : undefined;
}

const valuesOf = (entry: WaitingEntry): Record<string, unknown> =>
  parseJson(entry.values) as Record<string, unknown>;

/** What stood in the form, to go on with it. */
export const enteredOf = (entry: WaitingEntry): FieldObject =>
  parseJson(entry.entered) as FieldObject;

function send(entry: WaitingEntry): Promise<unknown> {
  const form = entry.form ?? undefined;
  const values = valuesOf(entry);
  return entry.id === null || entry.version === null
    ? createRecord(entry.entity, values, entry.key, form)
    : patchRecord(entry.entity, entry.id, entry.version, values, form, entry.key);
}

/** One tab sends at a time, where the browser can tell; the keys keep it right where it cannot. */
async function alone<T>(work: () => Promise<T>): Promise<T | null> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("dougong.waiting", { ifAvailable: true }, (lock) =>
    lock ? work() : null,
  );
}

/** Somebody else may have signed in by another tab: then nothing of this person is sent. */
async function sendOwn(user: string): Promise<Sent | null> {
  const now = await fetchSession().catch(() => null);
  return now?.user.id === user ? sendWaiting(waitingStore, user, send) : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What waits of a person, the oldest first. */
export function useWaiting(user: string): readonly WaitingEntry[] {
  const entries = useSyncExternalStore(subscribe, () => shown);
  return shownUser === user ? entries : none;
}

/**
 * Sends what waits of a person when the net is back, when the page is looked at again, and again
 * and again meanwhile. Gives a way to do it now.
 */
export function useSending(user: string, onSent: (sent: Sent) => void): () => Promise<void> {
  const queries = useQueryClient();
  const sendNow = useCallback(async () => {
    const done = await alone(() => sendOwn(user)).catch(() => null);
    if (!done || done.sent.length + done.refused.length === 0) return;
    await changed(user);
    for (const entity of new Set(done.sent.map((entry) => entry.entity))) {
      void queries.invalidateQueries({ queryKey: recordKeys.entity(entity) });
    }
    onSent(done);
  }, [user, queries, onSent]);

  useEffect(() => {
    const look = ({ key }: StorageEvent) => {
      if (key === sign) void refresh(user);
    };
    const isDue = () =>
      document.visibilityState !== "hidden" &&
      shownUser === user &&
      (!wasReached() || shown.some((entry) => !entry.refusal));
    const trying = keepTrying(isDue, sendNow);
    void refresh(user).then(trying.now);
    window.addEventListener("storage", look);
    window.addEventListener("online", trying.now);
    document.addEventListener("visibilitychange", trying.now);
    return () => {
      window.removeEventListener("storage", look);
      window.removeEventListener("online", trying.now);
      document.removeEventListener("visibilitychange", trying.now);
      trying.end();
    };
  }, [user, sendNow]);
  return sendNow;
}
