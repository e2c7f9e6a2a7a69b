import type { JsonObject, OptionMetadata } from "@dougong/kit/api";

export type Labels = { zh?: string; en?: string };

/** A field as the entity's document says it; what the designer does not know stays as it is. */
export interface FieldDocument extends JsonObject {
  key: string;
  type: string;
  label?: Labels;
  required?: boolean;
}

export interface EntityDocument extends JsonObject {
  key: string;
  fields: FieldDocument[];
}

export type Placed = string | ({ field: string; span?: number } & JsonObject);

export interface SectionDocument extends JsonObject {
  section?: Labels;
  columns?: number;
  fields: Placed[];
}

export interface FormDocument extends JsonObject {
  key: string;
  entity: string;
  layout: SectionDocument[];
}

/** What is edited together: a form and the entity whose records it enters. */
export interface Draft {
  entity: EntityDocument;
  form: FormDocument;
}

/** Before which field of which section; the number of its fields means behind the last one. */
export interface Place {
  section: number;
  index: number;
}

/** A new field as the palette offers it. */
export interface Variant {
  id: string;
  type: string;
  label: Labels;
  options?: JsonObject;
}

export const keyOf = (placed: Placed): string =>
  typeof placed === "string" ? placed : placed.field;

/** Where a field stands in the form, or null. */
export function placeOf(draft: Draft, key: string): Place | null {
  for (const [section, { fields }] of draft.form.layout.entries()) {
    const index = fields.findIndex((placed) => keyOf(placed) === key);
    if (index >= 0) return { section, index };
  }
  return null;
}

/** Behind a field, or at the end of the form. */
export function placeAfter(draft: Draft, key: string | null): Place {
  const found = key === null ? null : placeOf(draft, key);
  if (found) return { ...found, index: found.index + 1 };
  const section = Math.max(0, draft.form.layout.length - 1);
  return { section, index: draft.form.layout[section]?.fields.length ?? 0 };
}

export const fieldOf = (draft: Draft, key: string): FieldDocument | undefined =>
  draft.entity.fields.find((field) => field.key === key);

/** Fields of the entity that do not stand in the form. */
export const unplaced = (draft: Draft): FieldDocument[] =>
  draft.entity.fields.filter((field) => placeOf(draft, field.key) === null);

/** A key that no field has: the type and a number. */
export function freeKey(draft: Draft, type: string): string {
  const taken = new Set(draft.entity.fields.map((field) => field.key));
  let number = 1;
  while (taken.has(`${type}${number}`)) number++;
  return `${type}${number}`;
}

export function addField(draft: Draft, variant: Variant, place: Place): [Draft, string] {
  const key = freeKey(draft, variant.type);
  const field: FieldDocument = {
    key,
    type: variant.type,
    label: { ...variant.label },
    ...variant.options,
  };
  const entity = { ...draft.entity, fields: [...draft.entity.fields, field] };
  return [putField({ ...draft, entity }, key, place), key];
}

/** Puts a field of the entity into the form. */
export function putField(draft: Draft, key: string, place: Place): Draft {
  const layout = draft.form.layout.length > 0 ? draft.form.layout : [{ fields: [] }];
  return withLayout(
    draft,
    layout.map((section, at) =>
      at === place.section
        ? { ...section, fields: section.fields.toSpliced(place.index, 0, key) }
        : section,
    ),
  );
}

/** Takes a field out of the form; the entity keeps it and its data. */
export function takeOut(draft: Draft, key: string): Draft {
  const found = placeOf(draft, key);
  if (!found) return draft;
  return withLayout(
    draft,
    draft.form.layout.map((section, at) =>
      at === found.section
        ? { ...section, fields: section.fields.toSpliced(found.index, 1) }
        : section,
    ),
  );
}

/** Takes a field out of the entity, and out of what of both documents goes on without it. */
export function deleteField(draft: Draft, key: string): Draft {
  const { form } = takeOut(draft, key);
  const fields = draft.entity.fields
    .filter((field) => field.key !== key)
    .map((field) => withoutCover(field, key));
  const entity: EntityDocument = { ...draft.entity, fields };
  const page = entity["page"] as { keyFigures?: string[] } | undefined;
  if (page?.keyFigures?.includes(key)) {
    entity["page"] = { ...page, keyFigures: page.keyFigures.filter((one) => one !== key) };
  }
  return { entity, form };
}

function withoutCover(field: FieldDocument, key: string): FieldDocument {
  const { covers, ...rest } = field;
  if (!Array.isArray(covers) || !covers.includes(key)) return field;
  const left = covers.filter((one) => one !== key);
  return (left.length > 0 ? { ...rest, covers: left } : rest) as FieldDocument;
}

/** Whether one of the fields that staff use is gone from the draft; one with another key is not. */
export function hasGone(draft: Draft, published: readonly string[]): boolean {
  const keys = new Set(
    draft.entity.fields.flatMap((field) => [
      field.key,
      ...((field["formerKeys"] as string[] | undefined) ?? []),
    ]),
  );
  return published.some((key) => !keys.has(key));
}

/** What of a field is kept when it gets another type: what both types know by the same name. */
export function withType(field: FieldDocument, type: string, known: ReadonlySet<string>) {
  const kept = Object.entries(field).filter(([name]) => known.has(name));
  return { ...Object.fromEntries(kept), key: field.key, type } as FieldDocument;
}

/** Puts another document of a field in its place. */
export function replaceField(draft: Draft, field: FieldDocument): Draft {
  const fields = draft.entity.fields.map((one) => (one.key === field.key ? field : one));
  return { ...draft, entity: { ...draft.entity, fields } };
}

export function moveField(draft: Draft, key: string, to: Place): Draft {
  const from = placeOf(draft, key);
  if (!from) return draft;
  const isBehind = from.section === to.section && from.index < to.index;
  const index = isBehind ? to.index - 1 : to.index;
  if (from.section === to.section && from.index === index) return draft;
  const placed = draft.form.layout[from.section]?.fields[from.index];
  const without = takeOut(draft, key);
  return withLayout(
    without,
    without.form.layout.map((section, at) =>
      at === to.section && placed !== undefined
        ? { ...section, fields: section.fields.toSpliced(index, 0, placed) }
        : section,
    ),
  );
}

/** One step up or down, over the borders of sections. */
export function stepField(draft: Draft, key: string, step: -1 | 1): Draft {
  const from = placeOf(draft, key);
  if (!from) return draft;
  const here = draft.form.layout[from.section]?.fields.length ?? 0;
  const next = from.index + step;
  if (next >= 0 && next < here) {
    return moveField(draft, key, { section: from.section, index: step > 0 ? next + 1 : next });
  }
  const section = from.section + step;
  const target = draft.form.layout[section];
  if (!target) return draft;
  return moveField(draft, key, { section, index: step > 0 ? 0 : target.fields.length });
}

/** Sets what a field's document says; undefined takes it out. */
export function setOption(draft: Draft, key: string, option: string, value: unknown): Draft {
  const fields = draft.entity.fields.map((field) => {
    if (field.key !== key) return field;
    const { [option]: _before, ...rest } = field;
    const next = value === undefined ? rest : { ...field, [option]: value };
    return next as FieldDocument;
  });
  return { ...draft, entity: { ...draft.entity, fields } };
}

export function setLabel(draft: Draft, key: string, language: "zh" | "en", text: string): Draft {
  const { [language]: _before, ...others } = fieldOf(draft, key)?.label ?? {};
  return setOption(draft, key, "label", text === "" ? others : { ...others, [language]: text });
}

/** One option for each line; those that are known by their label keep their value and colour. */
export function setOptionLines(draft: Draft, key: string, lines: readonly string[]): Draft {
  const before = (fieldOf(draft, key)?.["options"] ?? []) as unknown as OptionMetadata[];
  const taken = new Set(before.map((option) => option.value));
  const options = lines
    .map((line) => line.trim())
    .filter((line, at, all) => line !== "" && all.indexOf(line) === at)
    .map((line) => {
      const known = before.find((option) => optionLabel(option) === line);
      return known ?? { value: freeValue(line, taken), label: { zh: line } };
    });
  return setOption(draft, key, "options", options);
}

export function optionLabel(option: OptionMetadata): string {
  const label = option.label as Labels | string | undefined;
  return typeof label === "string" ? label : (label?.zh ?? label?.en ?? option.value);
}

/** A value that is not taken yet; it is then. */
export function freeValue(line: string, taken: Set<string>, otherwise = "option"): string {
  const latin = /^[a-z][a-zA-Z0-9]*$/.test(line) ? line : "";
  let value = latin;
  for (let number = 1; value === "" || taken.has(value); number++)
    value = `${latin || otherwise}${number}`;
  taken.add(value);
  return value;
}

export function addSection(draft: Draft, label: Labels): Draft {
  return withLayout(draft, [
    ...draft.form.layout,
    { section: { ...label }, columns: 2, fields: [] },
  ]);
}

export function setSection(draft: Draft, at: number, option: string, value: unknown): Draft {
  return withLayout(
    draft,
    draft.form.layout.map((section, place) =>
      place === at ? ({ ...section, [option]: value } as SectionDocument) : section,
    ),
  );
}

const withLayout = (draft: Draft, layout: SectionDocument[]): Draft => ({
  ...draft,
  form: { ...draft.form, layout },
});

/** Keys of the roles whose form it is; none means everybody. */
export const formRoles = (draft: Draft): readonly string[] =>
  (draft.form["roles"] as string[] | undefined) ?? [];

export function setFormRoles(draft: Draft, roles: readonly string[]): Draft {
  const { roles: _before, ...form } = draft.form;
  const next = roles.length > 0 ? { ...form, roles } : form;
  return { ...draft, form: next as FormDocument };
}

/** Whether a phone begins a new record with the form. */
export const isQuickForm = (draft: Draft): boolean => draft.form["quick"] === true;

export function setQuickForm(draft: Draft, isQuick: boolean): Draft {
  const { quick: _before, ...form } = draft.form;
  const next = isQuick ? { ...form, quick: true } : form;
  return { ...draft, form: next as FormDocument };
}

/** Keys of the units whose people use the form; none means all. */
export const formUnits = (draft: Draft): readonly string[] =>
  (draft.form["units"] as string[] | undefined) ?? [];

export function setFormUnits(draft: Draft, units: readonly string[]): Draft {
  const { units: _before, ...form } = draft.form;
  const next = units.length > 0 ? { ...form, units } : form;
  return { ...draft, form: next as FormDocument };
}

export function setFormLabel(draft: Draft, language: "zh" | "en", text: string): Draft {
  const { [language]: _before, ...others } = (draft.form["label"] ?? {}) as Labels;
  const label = text === "" ? others : { ...others, [language]: text };
  return { ...draft, form: { ...draft.form, label } };
}
