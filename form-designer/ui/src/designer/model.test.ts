import { parseJson } from "@dougong/kit/api";
import { saveDocuments } from "@dougong/kit/designer";
import { doStep, historyOf, redo, undo } from "@dougong/kit/lib";
import { afterEach, expect, test, vi } from "vitest";
import {
  addField,
  addSection,
  deleteField,
  type Draft,
  type FieldDocument,
  formRoles,
  hasGone,
  keyOf,
  moveField,
  type Place,
  placeAfter,
  placeOf,
  putField,
  replaceField,
  setFormRoles,
  setLabel,
  setOption,
  setOptionLines,
  stepField,
  takeOut,
  withType,
} from "./model.ts";
import {
  type Deed,
  deedKinds,
  deedsOf,
  moveRule,
  placedKeys,
  putRule,
  removeRule,
  ruleOf,
  rulesOf,
  rulesUsing,
} from "./rules.ts";
import { variants } from "./variants.ts";

const start: Draft = {
  entity: {
    key: "lead",
    fields: [
      { key: "name", type: "text", label: { zh: "姓名" }, required: true },
      { key: "phone", type: "phone" },
      { key: "note", type: "longText" },
    ],
  },
  form: {
    key: "leadFull",
    entity: "lead",
    layout: [
      { section: { zh: "基本" }, columns: 2, fields: ["name", { field: "phone", span: 2 }] },
      { fields: [] },
    ],
  },
};

const shown = (draft: Draft) => draft.form.layout.map(({ fields }) => fields.map(keyOf));
const choice = variants.find((variant) => variant.id === "choice");

test("a new field gets a key that nobody has, in the entity and at its place", () => {
  if (!choice) throw new Error("no choice");
  const [draft, key] = addField(start, choice, { section: 0, index: 1 });
  const [more, other] = addField(draft, choice, placeAfter(draft, key));
  expect([key, other]).toEqual(["choice1", "choice2"]);
  expect(shown(more)[0]).toEqual(["name", "choice1", "choice2", "phone"]);
  expect(more.entity.fields.map((field) => field.key)).toEqual([
    "name",
    "phone",
    "note",
    "choice1",
    "choice2",
  ]);
});

test("fields move within and between sections and keep how wide they are", () => {
  expect(shown(moveField(start, "phone", { section: 0, index: 0 }))[0]).toEqual(["phone", "name"]);
  expect(shown(moveField(start, "name", { section: 0, index: 2 }))[0]).toEqual(["phone", "name"]);
  const moved = moveField(start, "phone", { section: 1, index: 0 });
  expect(moved.form.layout[1]?.fields).toEqual([{ field: "phone", span: 2 }]);
  expect(moveField(start, "name", { section: 0, index: 1 })).toBe(start);
});

test("steps go over the border of a section and stop at the ends", () => {
  const down = stepField(start, "phone", 1);
  expect(shown(down)).toEqual([["name"], ["phone"]]);
  expect(shown(stepField(down, "phone", -1))).toEqual([["name", "phone"], []]);
  expect(stepField(start, "name", -1)).toBe(start);
  expect(stepField(down, "phone", 1)).toBe(down);
});

test("taking a field out leaves it in the entity", () => {
  const out = takeOut(start, "phone");
  expect(shown(out)[0]).toEqual(["name"]);
  expect(out.entity).toBe(start.entity);
  expect(placeOf(putField(out, "phone", placeAfter(out, "name")), "phone")).toEqual({
    section: 0,
    index: 1,
  });
});

test("lines become options; known ones keep their value", () => {
  if (!choice) throw new Error("no choice");
  const [draft, key] = addField(start, choice, { section: 0, index: 0 });
  const options = (lines: string[]) =>
    setOptionLines(draft, key, lines).entity.fields.at(-1)?.["options"];
  expect(options(["选项 2", "移动", "移动", "", "vip"])).toEqual([
    { value: "option2", label: { zh: "选项 2", en: "Option 2" } },
    { value: "option3", label: { zh: "移动" } },
    { value: "vip", label: { zh: "vip" } },
  ]);
});

/** Numbers from a seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function randomDeed(draft: Draft, next: (below: number) => number): Deed {
  const placed = placedKeys(draft);
  const kind = deedKinds[next(deedKinds.length)] ?? "show";
  const field = placed[next(placed.length)] ?? "name";
  return {
    kind,
    field,
    values: kind === "offer" ? [`option${next(4) + 1}`] : [],
    value: kind === "set" ? `${next(100)}` : "",
  };
}

function change(draft: Draft, next: (below: number) => number): Draft {
  const keys = draft.entity.fields.map((field) => field.key);
  const key = keys[next(keys.length)] ?? "name";
  const section = next(draft.form.layout.length);
  const size = draft.form.layout[section]?.fields.length ?? 0;
  const place: Place = { section, index: next(size + 1) };
  const variant = variants[next(variants.length)];
  const isPlaced = placeOf(draft, key) !== null;
  const rules = rulesOf(draft);
  const at = next(rules.length + 1);
  const rule = () => {
    const deeds = Array.from({ length: next(3) + 1 }, () => randomDeed(draft, next));
    return ruleOf(rules[at] ?? null, `!isBlank(${key})`, deeds);
  };
  const deeds: (() => Draft)[] = [
    () => (variant ? addField(draft, variant, place)[0] : draft),
    () => (isPlaced ? moveField(draft, key, place) : putField(draft, key, place)),
    () => stepField(draft, key, next(2) === 0 ? 1 : -1),
    () => takeOut(draft, key),
    () => setLabel(draft, key, "zh", `名${next(9)}`),
    () => setOption(draft, key, "required", next(2) === 0 ? true : undefined),
    () => setOptionLines(draft, key, ["移动", `值${next(5)}`, "vip"].slice(next(3))),
    () => addSection(draft, { zh: "新分组" }),
    () => putRule(draft, at, rule()),
    () => moveRule(draft, at, next(2) === 0 ? 1 : -1),
    () => removeRule(draft, at),
  ];
  return deeds[next(deeds.length)]?.() ?? draft;
}

function isWhole(draft: Draft): void {
  const placed = shown(draft).flat();
  expect(new Set(placed).size, placed.join()).toBe(placed.length);
  for (const [at, rule] of rulesOf(draft).entries()) {
    expect(ruleOf(rule, rule.when, deedsOf(rule))).toEqual(rule);
    for (const { field } of deedsOf(rule)) expect(rulesUsing(draft, field)).toContain(at);
  }
}

afterEach(() => vi.unstubAllGlobals());

test("a thousand random steps are undone to the start and redone to the end; saved is what is shown", async () => {
  const seed = 20_261_126;
  const next = numbers(seed);
  const stored = new Map<string, string>();
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    stored.set(address, String(init.body));
    return Promise.resolve(new Response("{}"));
  });
  let kept: Draft | null = null;
  const isSaved = async (draft: Draft) => {
    await saveDocuments({ ...draft }, kept && { ...kept }, {});
    kept = draft;
    expect(parseJson(stored.get("/api/meta/entity/lead") ?? "")).toEqual(draft.entity);
    expect(parseJson(stored.get("/api/meta/form/leadFull") ?? "")).toEqual(draft.form);
  };
  let history = historyOf(start);
  for (let step = 0; step < 1000; step++) {
    const merge = next(4) === 0 ? "typing" : null;
    history = doStep(history, `step ${step}`, change(history.now, next), merge);
    if (next(10) === 0) history = undo(history);
    if (next(10) === 0) history = redo(history);
    isWhole(history.now);
    // oxlint-disable-next-line no-await-in-loop -- saves follow each other
    if (next(20) === 0) await isSaved(history.now);
  }
  await isSaved(history.now);
  const end = JSON.stringify(history.now);
  const steps = history.done.length;
  expect(steps, `seed ${seed}`).toBeGreaterThan(300);
  expect(rulesOf(history.now).length).toBeGreaterThan(0);
  while (history.done.length > 0) history = undo(history);
  expect(JSON.stringify(history.now)).toBe(JSON.stringify(start));
  await isSaved(history.now);
  for (let step = 0; step < steps; step++) history = redo(history);
  expect(JSON.stringify(history.now)).toBe(end);
});

test("a field goes with what of both documents can spare it, and nothing else is touched", () => {
  const used: Draft = {
    ...start,
    entity: {
      ...start.entity,
      page: { keyFigures: ["note", "phone"] },
      fields: start.entity.fields.map((field) =>
        field.key === "name"
          ? ({ ...field, covers: ["phone"] } as FieldDocument)
          : field.key === "note"
            ? ({ ...field, covers: ["phone", "name"] } as FieldDocument)
            : field,
      ),
    },
  };
  const { entity, form } = deleteField(used, "phone");
  expect(entity.fields.map(({ key }) => key)).toEqual(["name", "note"]);
  expect(entity.fields.map((field) => field["covers"])).toEqual([undefined, ["name"]]);
  expect(entity["page"]).toEqual({ keyFigures: ["note"] });
  expect(form.layout[0]?.fields).toEqual(["name"]);
  expect(used.entity.fields).toHaveLength(3);
});

test("a field that staff use is gone when no field has its key or had it", () => {
  const keys = ["name", "phone", "note"];
  expect(hasGone(start, keys)).toBe(false);
  expect(hasGone(deleteField(start, "note"), keys)).toBe(true);
  const renamed = { key: "remark", type: "longText", formerKeys: ["note"] };
  const after = {
    ...start,
    entity: { ...start.entity, fields: [...start.entity.fields.slice(0, 2), renamed] },
  };
  expect(hasGone(after, keys)).toBe(false);
  expect(hasGone(start, [])).toBe(false);
});

test("another type keeps what both types know and takes the rest away", () => {
  const field = { key: "size", type: "text", label: { zh: "尺寸" }, required: true, maxLength: 20 };
  const known = new Set(["key", "type", "label", "required", "min"]);
  const integer = withType(field, "integer", known);
  expect(integer).toEqual({ key: "size", type: "integer", label: { zh: "尺寸" }, required: true });
  const draft = { ...start, entity: { ...start.entity, fields: [field] } };
  expect(replaceField(draft, integer).entity.fields).toEqual([integer]);
});

test("a form for nobody named is a form for everybody", () => {
  const bound = setFormRoles(start, ["clerk"]);
  expect(formRoles(bound)).toEqual(["clerk"]);
  expect(formRoles(start)).toEqual([]);
  expect("roles" in setFormRoles(bound, []).form).toBe(false);
});
