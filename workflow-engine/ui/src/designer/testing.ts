import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TypeBook } from "./exits.ts";
import type { WorkflowTypes } from "./types.ts";

const golden = "../../../src/test/resources/golden/WorkflowTypes.json";

/** The types as the server of this build tells them. */
export const serverTypes = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), golden), "utf8"),
) as WorkflowTypes;

export const serverBook: TypeBook = {
  shape: (type) => serverTypes.nodes.find(({ id }) => id === type),
  named: (shape) => serverTypes.shapes[shape],
  always: (type) => (type === "approval" ? ["rejected"] : []),
};

/** Numbers that look random and are the same in every run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
