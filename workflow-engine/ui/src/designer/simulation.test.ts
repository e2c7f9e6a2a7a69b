import { expect, test } from "vitest";
import type { Simulation, SimulatedRun } from "./api.ts";
import { totalsOf } from "./simulation.ts";

const run = (cost: number, messages: [recipient: string, state: string][], tasks = 0) =>
  ({
    cost,
    messages: messages.map(([recipient, state]) => ({ recipient, state })),
    tasks: Array.from({ length: tasks }, () => ({ title: "call" })),
  }) as unknown as SimulatedRun;

test("counts what would go out, what it costs and who gets it twice", () => {
  const simulation: Simulation = {
    truncated: false,
    items: [
      run(0.1, [
        ["138", "ready"],
        ["139", "ready"],
      ]),
      run(0.2, [["138", "ready"]], 2),
      run(0, [["139", "refused"]], 1),
    ],
  };
  const totals = totalsOf(simulation);
  expect(totals).toMatchObject({ runs: 3, tasks: 3, messages: 3, refused: 1 });
  expect(totals.cost).toBeCloseTo(0.3);
  expect(totals.twice).toEqual([{ recipient: "138", count: 2 }]);
});

test("nothing comes to nothing", () => {
  expect(totalsOf({ items: [], truncated: false })).toEqual({
    runs: 0,
    tasks: 0,
    messages: 0,
    refused: 0,
    cost: 0,
    twice: [],
  });
});
