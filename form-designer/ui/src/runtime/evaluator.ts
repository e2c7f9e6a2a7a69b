import type { ExpressionTree, FieldMetadata, Workspace } from "@dougong/kit/api";
import { evaluate, type Row, rowOf } from "@dougong/kit/expression";
import {
  asList,
  asObject,
  type FieldObject,
  type FieldTypes,
  type FieldValue,
} from "@dougong/kit/fields";

/**
 * Value of a checked tree for these values, as JSON; undefined when it cannot be known here.
 * `targetOf` gives the records behind references, as far as they are there.
 */
export type Evaluate = (
  tree: ExpressionTree,
  values: FieldObject,
  fields: readonly FieldMetadata[],
  targetOf?: (fieldKey: string) => Row | undefined,
) => unknown;

/** The interpreter of checked trees for this user; the server evaluates again on saving. */
export function evaluatorOf({ session }: Workspace, types: FieldTypes): Evaluate {
  const context = {
    zone: session.apps?.[0]?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    user: session.user.id === "" ? null : session.user.id,
    userOrgUnit: session.user.orgUnit?.id ?? null,
    roles: session.roles,
    isWithin: (unit: string, ancestor: string) => (unit === ancestor ? true : undefined),
  };
  return (tree, values, fields, targetOf) =>
    evaluate(tree, rowFor(values, fields, types, targetOf), {
      ...context,
      now: new Date().toISOString(),
    });
}

/** A record or row of a table as expressions read it. */
export const rowFor = (
  values: FieldObject,
  fields: readonly FieldMetadata[],
  types: FieldTypes,
  targetOf?: (fieldKey: string) => Row | undefined,
): Row => rowOf(jsonValues(values, fields, types), fields, targetOf);

/** Values as the server's JSON would have them: what people see is not what formulas compute with. */
function jsonValues(
  values: FieldObject,
  fields: readonly FieldMetadata[],
  types: FieldTypes,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [field.key, jsonValue(values[field.key] ?? null, field, types)]),
  );
}

function jsonValue(value: FieldValue, given: FieldMetadata, types: FieldTypes): unknown {
  if (value === null) return null;
  if (given.fields) {
    const inner = given.fields;
    return asList(value).map((row) => jsonValues(asObject(row) ?? {}, inner, types));
  }
  const { type, field } = types.looks(given);
  return type.write ? type.write(value, field) : value;
}
