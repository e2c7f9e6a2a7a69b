import { expect, test } from "vitest";
import { type Draft, fieldOf } from "./model.ts";
import {
  checklistFields,
  enteredFields,
  reasonFields,
  setChecklist,
  setStage,
  stagesOf,
} from "./procedure.ts";

const draft = {
  entity: {
    key: "lead",
    fields: [
      { key: "name", type: "text" },
      { key: "level", type: "choice", options: [{ value: "a" }] },
      { key: "done", type: "multiChoice", options: [{ value: "ask" }, { value: "show" }] },
      { key: "other", type: "multiChoice", options: [{ value: "show" }] },
      { key: "age", type: "formula" },
      {
        key: "stage",
        type: "stage",
        checklist: "done",
        stages: [
          { value: "new", checks: ["ask", "show"], required: ["name"] },
          { value: "won", kind: "won" },
        ],
      },
    ],
  },
  form: { key: "leadFull", entity: "lead", layout: [] },
} as unknown as Draft;

const stage = (of: Draft) => {
  const field = fieldOf(of, "stage");
  if (!field) throw new Error("no stage");
  return field;
};

test("fields are offered for what they can hold", () => {
  expect(checklistFields(draft).map((field) => field.key)).toEqual(["done", "other"]);
  expect(reasonFields(draft).map((field) => field.key)).toContain("name");
  expect(enteredFields(draft, stage(draft)).map((field) => field.key)).not.toContain("age");
  expect(enteredFields(draft, stage(draft)).map((field) => field.key)).not.toContain("stage");
});

test("what is empty is left out of the document", () => {
  const said = setStage(draft, stage(draft), "new", {
    next: { zh: "打电话", en: " " },
    checks: [],
  });
  expect(stagesOf(stage(said))[0]).toEqual({
    value: "new",
    next: { zh: "打电话" },
    required: ["name"],
  });
  expect(stagesOf(stage(said))[1]).toEqual({ value: "won", kind: "won" });
});

test("another checklist keeps only the checks that it has", () => {
  const moved = setChecklist(draft, stage(draft), "other");
  expect(stage(moved)["checklist"]).toBe("other");
  expect(stagesOf(stage(moved))[0]?.checks).toEqual(["show"]);
  const none = setChecklist(draft, stage(draft), "");
  expect(stage(none)["checklist"]).toBeUndefined();
  expect(stagesOf(stage(none))[0]?.checks).toBeUndefined();
});
