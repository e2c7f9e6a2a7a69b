import { ApiProblem, problemText } from "../api/index.ts";
import type { WaitingEntry, WaitingStore } from "./entry.ts";

/** Answers after which another try may work: signed out, busy, too often, broken, suspended. */
const mayWorkLater = new Set<number | string>([401, 408, 425, 429, "workspace.suspended"]);

/** Why an entry will not be taken as it is; null where it may be taken later. */
function refusalOf(error: unknown): WaitingEntry["refusal"] {
  if (!(error instanceof ApiProblem)) return null;
  const { status, code } = error;
  if (status < 400 || status >= 500 || mayWorkLater.has(status) || mayWorkLater.has(code)) {
    return null;
  }
  const said = error.entries.map(problemText).join(" ");
  return { status, code, message: said || error.message };
}

export interface Sent {
  sent: WaitingEntry[];
  refused: WaitingEntry[];
}

/**
 * Sends what waits of a person, in order, until the server does not answer. What it refuses stays
 * for the person; what comes behind it is sent all the same.
 */
export async function sendWaiting(
  store: WaitingStore,
  user: string,
  send: (entry: WaitingEntry) => Promise<unknown>,
): Promise<Sent> {
  const done: Sent = { sent: [], refused: [] };
  for (const entry of await store.list(user)) {
    if (entry.refusal) continue;
    try {
      await send(entry);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) return done;
      const refused = { ...entry, refusal };
      await store.put(refused);
      done.refused.push(refused);
      continue;
    }
    await store.remove(entry.key);
    done.sent.push(entry);
  }
  return done;
}
