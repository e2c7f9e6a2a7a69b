import {
  type EntityMetadata,
  type FieldMetadata,
  type FormMetadata,
  type Label,
  type ExpressionTree,
  ownFields,
} from "@dougong/kit/api";

export interface PlacedField {
  field: FieldMetadata;
  span: number;
}

export interface Section {
  key: string;
  label: Label | undefined;
  columns: number;
  visible?: ExpressionTree;
  fields: PlacedField[];
}

/** The sections of a form document; fields that this user does not get are left out. */
export function formSections(entity: EntityMetadata, form: FormMetadata): Section[] {
  const byKey = new Map(entity.fields.map((field) => [field.key, field]));
  return form.layout
    .map((section, place) => ({
      key: `${form.key}.${place}`,
      label: section.section,
      columns: section.columns ?? 1,
      ...(section.visible ? { visible: section.visible } : {}),
      fields: section.fields.flatMap((entry) => {
        const field = byKey.get(typeof entry === "string" ? entry : entry.field);
        const span = typeof entry === "string" ? 1 : (entry.span ?? 1);
        return field ? { field, span } : [];
      }),
    }))
    .filter((section) => section.fields.length > 0);
}

/** Sections by the entity's groups, for entities without a form document and for record pages. */
export function groupSections(entity: EntityMetadata, other: string): Section[] {
  const groups = [...(entity.groups ?? []), { key: "", label: other }];
  const known = new Set((entity.groups ?? []).map((group) => group.key));
  const groupOf = (field: FieldMetadata) =>
    field.group && known.has(field.group) ? field.group : "";
  return groups
    .map((group) => ({
      key: `group.${group.key}`,
      label: groups.length > 1 ? group.label : undefined,
      columns: 2,
      fields: ownFields(entity)
        .filter((field) => groupOf(field) === group.key)
        .map((field) => ({ field, span: 1 })),
    }))
    .filter((section) => section.fields.length > 0);
}

export const fieldCount = (form: FormMetadata): number =>
  form.layout.reduce((sum, section) => sum + section.fields.length, 0);

/** Forms for this device: quick ones first, then the shortest. */
export function formsFor(forms: readonly FormMetadata[], device: "pc" | "phone"): FormMetadata[] {
  return forms
    .filter((form) => !form.devices || form.devices.includes(device))
    .toSorted(
      (a, b) =>
        Number(b.quick ?? false) - Number(a.quick ?? false) || fieldCount(a) - fieldCount(b),
    );
}
