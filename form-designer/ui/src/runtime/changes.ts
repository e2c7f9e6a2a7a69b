import {
  ApiProblem,
  type EntityMetadata,
  type FieldMetadata,
  problemText,
  writeJson,
} from "@dougong/kit/api";
import { type FieldObject, type FieldTypes, isBlank } from "@dougong/kit/fields";
import type { Faults } from "./live.ts";

export const isWritable = (field: FieldMetadata, types: FieldTypes): boolean =>
  !types.isComputed(field) && field.readOnly !== true && field.right !== "read";

/** What is to be sent: on creation all that is filled in, later only what differs. */
export function changedValues(
  values: FieldObject,
  before: FieldObject | null,
  fields: readonly FieldMetadata[],
  types: FieldTypes,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const field of fields) {
    if (!isWritable(field, types)) continue;
    const value = values[field.key];
    const now = isBlank(value) ? null : types.write(value ?? null, field);
    const was = before === null ? null : types.write(before[field.key] ?? null, field);
    if (writeJson(now) !== writeJson(isBlank(before?.[field.key]) ? null : was))
      changed[field.key] = now;
  }
  return changed;
}

/**
 * What a person emptied although a default or a rule fills it: the server is to leave it empty. Undefined is what
 * nobody has entered or taken over yet.
 */
export function emptiedValues(
  values: FieldObject,
  fields: readonly FieldMetadata[],
  given: FieldObject,
): Record<string, null> {
  const emptied = fields.filter(
    ({ key, defaultTree }) =>
      values[key] !== undefined &&
      isBlank(values[key]) &&
      (defaultTree !== undefined || key in given),
  );
  return Object.fromEntries(emptied.map(({ key }) => [key, null]));
}

export interface ServerFaults {
  faults: Faults;
  general: { message: string; link?: string | undefined }[];
  links: Record<string, string>;
}

/** The server names the other record by its id alone, when the reader may see it. */
function addressOf(link: string | undefined, entity: EntityMetadata): string | undefined {
  if (!link) return undefined;
  return link.startsWith("/") ? link : `/data/${entity.key}/${link}`;
}

/** Sorts the problems of an answer to their fields by JSON pointer; the rest is general. */
export function serverFaults(problem: ApiProblem, entity: EntityMetadata): ServerFaults {
  const sorted: ServerFaults = { faults: {}, general: [], links: {} };
  const keys = new Set(entity.fields.map((field) => field.key));
  for (const entry of problem.entries) {
    const pointer = entry.pointer ?? (entry.field ? `/${entry.field}` : "");
    const [, key = "", ...rest] = pointer.replace(/^\/values(?=\/)/, "").split("/");
    const link = addressOf(entry.link, entity);
    const message = problemText(entry);
    if (!keys.has(key)) {
      sorted.general.push({ message, link });
      continue;
    }
    const below = rest.length > 0 ? `/${rest.join("/")}` : "";
    const known = (sorted.faults[key] ??= {});
    known[below] ??= message;
    if (link) sorted.links[key] = link;
  }
  if (problem.entries.length === 0) sorted.general.push({ message: problem.message });
  return sorted;
}
