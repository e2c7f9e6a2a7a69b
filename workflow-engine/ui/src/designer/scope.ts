import {
  choosableFields,
  type EntityMetadata,
  type FieldMetadata,
  type Metadata,
} from "@dougong/kit/api";
import { labelText } from "@dougong/kit/i18n";
import { drawingOf, stepsOf } from "./layout.ts";
import type { TypeBook } from "./exits.ts";
import type { WorkflowDocument } from "./model.ts";
import { nodeUis } from "./uiTypes.ts";

/** Something that expressions of a workflow may name. */
export interface NamedField {
  path: string;
  name: string;
  field: FieldMetadata;
}

/** The names that expressions of a workflow may use. */
export interface Scope {
  /** Entity of the record that the workflow is about. */
  about: EntityMetadata | null;
  /** The record's fields, what steps gave, and what references lead to. */
  fields: readonly NamedField[];
  find: (path: string) => NamedField | undefined;
}

export const targetOf = (field: FieldMetadata): string | undefined => field.target ?? field.entity;

/** Whether values of the field point to a record of an entity that is known. */
export const isRecord = (field: FieldMetadata, metadata: Metadata): boolean =>
  field.kind === "reference" && metadata.entity(targetOf(field)) !== undefined;

const named = (base: string, prefix: string, field: FieldMetadata): NamedField => ({
  path: `${base}.${field.key}`,
  name: prefix + labelText(field.label, field.key),
  field,
});

function fieldsOf(base: string, prefix: string, entity: EntityMetadata, metadata: Metadata) {
  const own = choosableFields(entity).map((field) => named(base, prefix, field));
  const further = own.flatMap(({ path, name, field }) => {
    const target = isRecord(field, metadata) ? metadata.entity(targetOf(field)) : undefined;
    return target ? choosableFields(target).map((one) => named(path, `${name} · `, one)) : [];
  });
  return { own, further };
}

/** The names of a workflow; those of steps are the names that people see. */
export function scopeOf(
  workflow: WorkflowDocument,
  metadata: Metadata,
  book: TypeBook,
  nameOf: (id: string) => string,
): Scope {
  const { entity, batch } = workflow.trigger;
  const isOne = batch !== "once" && typeof entity === "string";
  const about = (isOne ? metadata.entity(entity) : undefined) ?? null;
  const record = about ? fieldsOf("record", "", about, metadata) : { own: [], further: [] };
  const steps = stepsOf(drawingOf(workflow.nodes, book).main).flatMap(({ id }) => {
    const node = workflow.nodes.find((one) => one.id === id);
    const output = node && nodeUis.get(node.type)?.output?.(node);
    return output ? [{ path: id, name: nameOf(id), field: { key: id, ...output } }] : [];
  });
  const made = steps.flatMap(({ path, name, field }) => {
    const target = isRecord(field, metadata) ? metadata.entity(targetOf(field)) : undefined;
    return target ? fieldsOf(path, `${name} · `, target, metadata).own : [];
  });
  const answers = stepsOf(drawingOf(workflow.nodes, book).main).flatMap(({ id }) => {
    const node = workflow.nodes.find((one) => one.id === id);
    const values = (node && nodeUis.get(node.type)?.values?.(node)) ?? [];
    return values.map((field) => named(id, `${nameOf(id)} · `, field));
  });
  const itself: NamedField[] = about
    ? [
        {
          path: "record",
          name: labelText(about.label, about.key),
          field: { key: "record", type: "reference", kind: "reference", target: about.key },
        },
      ]
    : [];
  const fields = [...record.own, ...steps, ...made, ...answers, ...record.further, ...itself];
  const byPath = new Map(fields.map((one) => [one.path, one]));
  return { about, fields, find: (path) => byPath.get(path) };
}

/** The names of a workflow as an entity, for what builds conditions on entities. */
export function conditionScope(scope: Scope, text: string): EntityMetadata {
  const deepest = 2;
  const offered = scope.fields.filter(
    ({ path }) => path !== "record" && (path.split(".").length <= deepest || text.includes(path)),
  );
  return {
    key: "workflow",
    label: "",
    fields: offered.map(({ path, name, field }) => ({
      ...field,
      key: path,
      label: name,
      system: false,
    })),
  };
}
