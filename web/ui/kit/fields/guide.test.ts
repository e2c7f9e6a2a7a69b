import { expect, test } from "vitest";
import type { EntityMetadata, FieldMetadata } from "../api/index.ts";
import { guideFields, guideOf, guideProgress } from "./guide.ts";
import { FieldTypes } from "./registry.tsx";
import { asText } from "./values.ts";

const plain = { id: "text", Input: () => null, text: asText };
const types = new FieldTypes([], plain);

const stage: FieldMetadata = {
  key: "stage",
  type: "stage",
  checklist: "done",
  stages: [
    {
      value: "new",
      label: "新线索",
      next: "打电话",
      required: ["budget"],
      checks: ["ask", "show"],
    },
    { value: "won", label: "成交", kind: "won" },
  ],
};
const lead: EntityMetadata = {
  key: "lead",
  label: "线索",
  fields: [
    stage,
    { key: "budget", type: "money", label: "预算" },
    { key: "done", type: "multiChoice", options: [{ value: "ask", label: "问清需求" }] },
  ],
};

test("a guide says what is done, what is missing and what comes next", () => {
  const guide = guideOf(lead, stage, { stage: "new", done: ["ask"], budget: null }, types);
  expect(guide?.next).toBe("打电话");
  expect(guide?.checks).toEqual([
    { value: "ask", label: "问清需求", isDone: true },
    { value: "show", label: "show", isDone: false },
  ]);
  expect(guide?.missing.map((field) => field.key)).toEqual(["budget"]);
  expect(guide && guideProgress(guide)).toEqual({ done: 1, of: 3 });
  const filled = guideOf(lead, stage, { stage: "new", done: ["ask", "show"], budget: "9" }, types);
  expect(filled && guideProgress(filled)).toEqual({ done: 3, of: 3 });
});

test("a reader who may not see the fields is asked for nothing", () => {
  const blind = { ...lead, fields: [stage] };
  const guide = guideOf(blind, stage, { stage: "new" }, types);
  expect(guide && guideProgress(guide)).toEqual({ done: 0, of: 0 });
});

test("stages that say nothing have no guide", () => {
  expect(guideOf(lead, stage, { stage: "won" }, types)).toBeNull();
  expect(guideFields({ key: "s", type: "stage", stages: [{ value: "a", label: "a" }] })).toEqual(
    [],
  );
  expect(guideFields(stage)).toEqual(["done", "budget"]);
});
