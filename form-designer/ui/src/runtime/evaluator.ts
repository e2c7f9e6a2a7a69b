import type { FieldMetadata, Workspace } from "@dougong/kit/api";
import { evaluate, rowOf } from "@dougong/kit/expression";
import {
  asList,
  asObject,
  type FieldObject,
  type FieldTypes,
  type FieldValue,
} from "@dougong/kit/fields";
import type { Evaluate } from "./live.ts";

/** The interpreter of checked trees for this user; the server evaluates again on saving. */
export function evaluatorOf({ session }: Workspace, types: FieldTypes): Evaluate {
  const context = {
    zone: session.apps?.[0]?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    user: session.user.id === "" ? null : session.user.id,
    userOrgUnit: session.user.orgUnit?.id ?? null,
    roles: session.roles,
    isWithin: (unit: string, ancestor: string) => (unit === ancestor ? true : undefined),
  };
  return (tree, values, fields) => {
    const row = rowOf(jsonValues(values, fields, types), fields);
    return evaluate(tree, row, { ...context, now: new Date().toISOString() });
  };
}

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
