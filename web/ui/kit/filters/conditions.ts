import { choosableFields, type EntityMetadata, type FieldMetadata } from "../api/index.ts";
import {
  asText,
  type Condition,
  type FieldTypes,
  type FieldValue,
  type FilterOperator,
  operators,
  readCondition,
  splitConditions,
  writeCondition,
} from "../fields/index.ts";

/** A condition of the builder, or a part of the filter that only its text can say. */
export type FilterPart = { condition: Condition } | { text: string };

export function operatorsOf(field: FieldMetadata, types: FieldTypes): readonly FilterOperator[] {
  return types.looks(field).type.operators ?? operators.presence;
}

export function filterableFields(entity: EntityMetadata, types: FieldTypes): FieldMetadata[] {
  return choosableFields(entity).filter(
    (field) => !field.fields && operatorsOf(field, types).length > 0,
  );
}

/** Reads a filter into conditions; a range is tried before its halves. */
export function readFilter(text: string, entity: EntityMetadata, types: FieldTypes): FilterPart[] {
  const pieces = splitConditions(text);
  const parts: FilterPart[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? "";
    const next = pieces[at + 1];
    const range = next === undefined ? null : readOne(`${piece} && ${next}`, entity, types);
    const condition = range ?? readOne(piece, entity, types);
    if (range) at++;
    parts.push(condition ? { condition } : { text: piece });
  }
  return parts;
}

function readOne(text: string, entity: EntityMetadata, types: FieldTypes): Condition | null {
  for (const field of entity.fields) {
    if (!text.includes(field.key)) continue;
    for (const operator of operatorsOf(field, types)) {
      const condition = readCondition(text, operator);
      if (condition?.field === field.key) return condition;
    }
  }
  return null;
}

export function writeFilter(
  parts: readonly FilterPart[],
  entity: EntityMetadata,
  types: FieldTypes,
): string {
  return parts
    .flatMap((part) => {
      if ("text" in part) return part.text.trim() === "" ? [] : [wrapped(part.text.trim())];
      const field = entity.fields.find((one) => one.key === part.condition.field);
      const operator =
        field && operatorsOf(field, types).find((one) => one.id === part.condition.operator);
      if (!field || !operator) return [];
      return writeCondition(asStored(part.condition, field, types), operator) ?? [];
    })
    .join(" && ");
}

/** What is encrypted is compared as it is stored: a number with its country. */
function asStored(condition: Condition, field: FieldMetadata, types: FieldTypes): Condition {
  if (field.kind !== "sealed") return condition;
  const values = condition.values.map((value) => asText(types.write(value, field) as FieldValue));
  return { ...condition, values };
}

/** An alternative needs brackets beside other conditions. */
const wrapped = (text: string) =>
  /\|\||\?/.test(text) && !/^\(.*\)$/s.test(text) ? `(${text})` : text;
