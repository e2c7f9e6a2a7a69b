import { expect, test } from "vitest";
import { type Draft, fieldOf } from "./model.ts";
import {
  addStage,
  checklistFields,
  enteredFields,
  moveStage,
  reasonFields,
  removeStage,
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

test("stages come before the end of the way, move by one place and go", () => {
  const values = (of: Draft) => stagesOf(stage(of)).map(({ value }) => value);
  const added = addStage(draft, stage(draft), "报价");
  expect(values(added)).toEqual(["new", "stage1", "won"]);
  expect(stagesOf(stage(added))[1]?.label).toEqual({ zh: "报价" });
  const twice = addStage(added, stage(added), "签约");
  expect(values(twice)).toEqual(["new", "stage1", "stage2", "won"]);
  const moved = moveStage(twice, stage(twice), "stage2", -1);
  expect(values(moved)).toEqual(["new", "stage2", "stage1", "won"]);
  expect(values(moveStage(moved, stage(moved), "new", -1))).toEqual(values(moved));
  expect(values(moveStage(moved, stage(moved), "won", 1))).toEqual(values(moved));
  expect(values(removeStage(moved, stage(moved), "stage2"))).toEqual(["new", "stage1", "won"]);
});

test("a stage that is renamed keeps what it has", () => {
  const renamed = setStage(draft, stage(draft), "new", { label: { zh: "初步接触" } });
  expect(stagesOf(stage(renamed))[0]).toEqual({
    value: "new",
    label: { zh: "初步接触" },
    checks: ["ask", "show"],
    required: ["name"],
  });
});
