import { expect, test } from "vitest";
import { doStep, type History, historyOf, redo, seal, undo } from "./history.ts";

interface Text {
  words: readonly string[];
}

const add = (history: History<Text>, word: string, merge: string | null = null) =>
  doStep(history, `add ${word}`, { words: [...history.now.words, word] }, merge);

test("undo and redo go the same way back and forth, step by step", () => {
  const made = add(add(historyOf<Text>({ words: [] }), "a"), "b");
  const back = undo(made);
  expect(back.now.words).toEqual(["a"]);
  expect(back.undone.at(-1)?.label).toBe("add b");
  expect(redo(back).now).toBe(made.now);
  expect(undo(undo(undo(made))).now).toBe(made.start);
});

test("what is done after an undo forgets what was undone", () => {
  const other = add(undo(add(historyOf<Text>({ words: [] }), "a")), "c");
  expect(other.undone).toEqual([]);
  expect(redo(other)).toBe(other);
});

test("typing is one step until the field is left", () => {
  const typed = add(add(historyOf<Text>({ words: [] }), "a", "label"), "b", "label");
  expect(typed.done).toHaveLength(1);
  expect(undo(typed).now.words).toEqual([]);
  const later = add(seal(typed), "c", "label");
  expect(later.done).toHaveLength(2);
  expect(undo(later).now.words).toEqual(["a", "b"]);
});

test("the same document is no step", () => {
  const made = add(historyOf<Text>({ words: [] }), "a");
  expect(doStep(made, "nothing", made.now)).toBe(made);
});
