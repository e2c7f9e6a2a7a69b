import { expect, test } from "vitest";
import type { FieldMetadata } from "../api/index.ts";
import { asText, FieldTypes } from "../fields/index.ts";
import { checklistAt } from "./checklist.ts";

const types = new FieldTypes([], { id: "text", Input: () => null, text: asText });
const stage: FieldMetadata = {
  key: "stage",
  type: "stage",
  checklist: "done",
  stages: [
    { value: "new", label: "新线索", checks: ["ask", "show"] },
    { value: "won", label: "成交", kind: "won" },
  ],
};

test("a checklist that is asked for shows what the stage asks for and what is ticked", () => {
  const checks = ["ask", "show", "send", "call"].map((value) => ({ value, label: value }));
  const all: FieldMetadata = { key: "done", type: "multiChoice", options: checks };
  const shown = checklistAt(all, stage, { stage: "new", done: ["send"] }, types);
  expect(shown.options?.map(({ value }) => value)).toEqual(["ask", "show", "send"]);
});
