import type { Simulation } from "./api.ts";

/** What a simulation comes to. */
export interface Totals {
  runs: number;
  tasks: number;
  /** Messages that would go out. */
  messages: number;
  /** Messages that the contact gate would keep back. */
  refused: number;
  cost: number;
  /** Who would get more than one message, with how many. */
  twice: { recipient: string; count: number }[];
}

export function totalsOf({ items }: Simulation): Totals {
  const messages = items.flatMap((run) => run.messages);
  const sent = messages.filter(({ state }) => state !== "refused");
  const counts = new Map<string, number>();
  for (const { recipient } of sent) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  return {
    runs: items.length,
    tasks: items.reduce((sum, run) => sum + run.tasks.length, 0),
    messages: sent.length,
    refused: messages.length - sent.length,
    cost: items.reduce((sum, run) => sum + run.cost, 0),
    twice: [...counts]
      .filter(([recipient, count]) => count > 1 && recipient !== "")
      .map(([recipient, count]) => ({ recipient, count }))
      .toSorted((one, other) => other.count - one.count),
  };
}
