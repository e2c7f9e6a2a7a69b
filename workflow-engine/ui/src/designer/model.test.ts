import { doStep, type History, historyOf, redo, undo } from "@dougong/kit/lib";
import { expect, test } from "vitest";
import { drawingOf, gapsOf, stepsOf, tokensOf } from "./layout.ts";
import {
  blockOf,
  gapAfter,
  insertStep,
  moveStep,
  newWorkflow,
  pasteBlock,
  removeStep,
  setNode,
  setTrigger,
  shiftStep,
  freeId,
  type WorkflowDocument,
} from "./model.ts";
import { seeded, serverBook as book, serverTypes } from "./testing.ts";
import type { NodeDocument } from "./types.ts";

const empty = newWorkflow("story", { zh: "故事" }, { type: "record", entity: "lead" });

const withNodes = (nodes: object[]): WorkflowDocument => ({
  ...empty,
  nodes: nodes as NodeDocument[],
});

/** How it is read: deeper ways in brackets, their ends by a sign. */
function read(workflow: WorkflowDocument): string {
  const way = ({ steps, ending }: ReturnType<typeof drawingOf>["main"]): string => {
    const names = steps.map(({ id, ways }) =>
      ways.length > 0 ? `${id}[${ways.map(way).join(" | ")}]` : id,
    );
    const sign = typeof ending === "object" ? `>${ending.goesTo}` : ending === "end" ? "." : "";
    return [...names, sign].filter(Boolean).join(" ");
  };
  return way(drawingOf(workflow.nodes, book).main);
}

const task = (id: string, more: object = {}) => ({ id, type: "task", title: id, ...more });
const when = (id: string, then?: string, other?: string) => ({
  id,
  type: "condition",
  when: "true",
  // oxlint-disable-next-line unicorn/no-thenable -- the option of a condition
  ...(then ? { then } : {}),
  ...(other ? { else: other } : {}),
});

test("ways part and meet again; a guard stays in the line", () => {
  expect(read(withNodes([task("a", { next: "b" }), task("b")]))).toBe("a b .");
  const forked = [
    when("c", "a", "b"),
    task("a", { next: "z" }),
    task("b", { next: "z" }),
    task("z"),
  ];
  expect(read(withNodes(forked))).toBe("c[a | b] z .");
  expect(read(withNodes([when("c", "a"), task("a", { next: "b" }), task("b")]))).toBe(
    "c[ | .] a b .",
  );
  const answers = [
    task("call", { outcomes: [{ value: "no", next: "again" }, { value: "yes" }], next: "note" }),
    task("again", { next: "note" }),
    task("note"),
  ];
  expect(read(withNodes(answers))).toBe("call[ | again] note .");
});

test("what follows next stays in the line; a refusal ends beside it", () => {
  const ask = { id: "ask", type: "approval", title: "", approvers: [{}] };
  const asked = withNodes([{ ...ask, next: "do", rejected: "tell" }, task("do"), task("tell")]);
  expect(read(asked)).toBe("ask[ | tell .] do .");
  const [, , , after] = gapsOf(drawingOf(withNodes([ask]).nodes, book).main);
  expect(after?.edges).toEqual([{ from: "ask", path: ["next"] }]);
});

test("a way back and a step that two ways share are named, not drawn twice", () => {
  const loop = [when("c", "a"), task("a", { next: "c" })];
  expect(read(withNodes(loop))).toContain(">c");
  expect(stepsOf(drawingOf(withNodes(loop).nodes, book).main)).toHaveLength(2);
});

test("a step is put on an edge, into a way, and after ways that meet", () => {
  const forked = withNodes([when("c")]);
  const [, yes, , after] = gapsOf(drawingOf(forked.nodes, book).main);
  if (!yes || !after) throw new Error("no gaps");
  const added = insertStep(forked, yes, task("a"), book);
  expect(read(added)).toBe("c[ | .] a .");
  const both = insertStep(forked, after, task("z"), book);
  // oxlint-disable-next-line unicorn/no-thenable -- the option of a condition
  expect(both.nodes[0]).toMatchObject({ then: "z", else: "z" });
  expect(read(both)).toBe("c[ | ] z .");
});

test("a step goes with what only it led to", () => {
  const forked = [
    when("c", "a", "b"),
    task("a", { next: "z" }),
    task("b", { next: "z" }),
    task("z"),
  ];
  const removal = removeStep(withNodes([task("s", { next: "c" }), ...forked]), "c", book);
  expect(removal?.block.nodes.map(({ id }) => id)).toEqual(["c", "a", "b"]);
  expect(read(removal?.rest ?? empty)).toBe("s z .");
  const first = removeStep(withNodes([task("a", { next: "b" }), task("b")]), "a", book);
  expect(read(first?.rest ?? empty)).toBe("b .");
});

test("steps are carried past others, in and out of ways", () => {
  const line = withNodes([task("a", { next: "b" }), task("b", { next: "c" }), task("c")]);
  expect(read(shiftStep(line, "c", -1, book))).toBe("a c b .");
  expect(read(shiftStep(line, "a", 1, book))).toBe("b a c .");
  expect(shiftStep(line, "a", -1, book)).toBe(line);
  const gap = drawingOf(line.nodes, book).main.first;
  expect(read(moveStep(line, "c", gap, book))).toBe("c a b .");
});

test("a copy has names of its own, and what is inside follows them", () => {
  const made = withNodes([
    { id: "make", type: "create", entity: "coupon", values: { name: '"make"' }, next: "say" },
    {
      id: "say",
      type: "message",
      channel: "console",
      to: "record.phone",
      body: "{{make.code}} make",
    },
  ]);
  const block = blockOf(made, "make", book);
  const say = blockOf(made, "say", book);
  const gap = gapAfter(made, null, book);
  if (!block || !say || !gap) throw new Error("nothing to copy");
  const both = { nodes: [...block.nodes, ...say.nodes], open: say.open };
  const pasted = pasteBlock(made, gap, both, book)?.workflow ?? empty;
  expect(read(pasted)).toBe("make say make2 say2 .");
  expect(pasted.nodes.find(({ id }) => id === "say2")?.["body"]).toBe("{{make2.code}} make");
  expect(pasted.nodes.find(({ id }) => id === "make2")?.["values"]).toEqual({ name: '"make"' });
});

const steps = 1_000;

/** One deed of somebody who tries everything. */
function deed(before: WorkflowDocument, random: (below: number) => number): WorkflowDocument {
  const drawing = drawingOf(before.nodes, book);
  const gaps = gapsOf(drawing.main);
  const gap = gaps[random(gaps.length)] ?? drawing.main.first;
  const id = before.nodes[random(Math.max(1, before.nodes.length))]?.id ?? "";
  const type = serverTypes.nodes[random(serverTypes.nodes.length)]?.id ?? "";
  switch (before.nodes.length > 30 ? 4 : random(9)) {
    case 0:
    case 1:
    case 2:
      return insertStep(before, gap, { id: freeId(before.nodes, type), type }, book);
    case 3: {
      const block = blockOf(before, id, book);
      return (block && pasteBlock(before, gap, block, book)?.workflow) ?? before;
    }
    case 4:
      return removeStep(before, id, book)?.rest ?? before;
    case 5:
      return moveStep(before, id, gap, book);
    case 6:
      return shiftStep(before, id, random(2) === 0 ? -1 : 1, book);
    case 7:
      return random(2) === 0
        ? setNode(before, id, { onError: random(2) === 0 ? "end" : undefined })
        : setNode(before, id, { outcomes: [{ value: "x", next: "end" }, { value: "y" }] });
    default:
      return setTrigger(before, { when: random(2) === 0 ? "true" : undefined });
  }
}

test.each([1, 20_261_126])(
  "a thousand deeds of seed %i: every step is shown once, and undo leads back",
  (seed) => {
    const random = seeded(seed);
    const start = withNodes([when("c", "a", "b"), task("a", { next: "z" }), task("b"), task("z")]);
    let history: History<WorkflowDocument> = historyOf(start);
    let most = 0;
    for (let at = 0; at < steps; at++) {
      const turn = random(10);
      if (turn === 0) history = undo(history);
      else if (turn === 1) history = redo(history);
      else history = doStep(history, `deed ${at}`, deed(history.now, random));
      const { nodes } = history.now;
      const drawing = drawingOf(nodes, book);
      const shown = [...stepsOf(drawing.main).map(({ id }) => id), ...drawing.loose];
      expect(shown.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      expect(new Set(shown).size).toBe(shown.length);
      const saved = JSON.parse(JSON.stringify(history.now)) as WorkflowDocument;
      expect(tokensOf(drawingOf(saved.nodes, book).main)).toEqual(tokensOf(drawing.main));
      most = Math.max(most, nodes.length);
    }
    console.log(`workflow model: seed ${seed}, ${steps} deeds, most steps ${most}`);
    expect(most).toBeGreaterThan(10);
    while (history.done.length > 0) history = undo(history);
    expect(history.now).toBe(start);
  },
);
