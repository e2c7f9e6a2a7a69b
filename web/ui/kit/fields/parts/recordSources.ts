import {
  type EntityMetadata,
  type FieldMetadata,
  type Metadata,
  listOrgUnits,
  listRecords,
  listUsers,
  readRecord,
  type RecordJson,
  useWorkspace,
} from "../../api/index.ts";
import { labelText } from "../../i18n/index.ts";
import { useFieldTypes } from "../registry.tsx";
import type { PickOption, PickSource, ValueReader } from "../pickSource.ts";

/** Entity key that a reference field points to. */
export const targetOf = (field: FieldMetadata): string => field.target ?? field.entity ?? "";

/** The record's title field as text; its natural key or id when that is empty. */
export function recordTitle(
  entity: EntityMetadata,
  record: RecordJson,
  types: ValueReader,
): string {
  for (const key of [entity.title, ...(entity.naturalKey ?? [])]) {
    const field = entity.fields.find((one) => one.key === key);
    const text = field ? types.text(types.read(record[field.key], field), field) : "";
    if (text) return text;
  }
  return typeof record["label"] === "string" ? record["label"] : record.id.slice(0, 8);
}

/** What a list must ask for so that its records can be named, and these fields besides. */
export function titleFields(entity: EntityMetadata, ...more: string[]): string {
  const keys = [entity.title, ...(entity.naturalKey ?? []), ...more];
  const known = new Set(entity.fields.map((field) => field.key));
  return [...new Set(keys)].filter((key) => key !== undefined && known.has(key)).join(",");
}

export function useRecordSource(target: string): PickSource {
  return recordSource(target, useWorkspace().metadata, useFieldTypes());
}

export function recordSource(target: string, metadata: Metadata, types: ValueReader): PickSource {
  const entity = metadata.entity(target);
  return {
    key: `record:${target}`,
    name: labelText(entity?.label, target),
    ...(entity && entity.rights?.create !== false ? { creates: target } : {}),
    label: async (id) =>
      entity ? recordTitle(entity, await readRecord(target, id), types) : id.slice(0, 8),
    search: async (words, signal) => {
      if (!entity) return [];
      const query = { q: words, limit: 20, fields: titleFields(entity) };
      const page = await listRecords(target, query, signal);
      return page.items.map((record) => toOption(entity, record, types));
    },
  };
}

function toOption(entity: EntityMetadata, record: RecordJson, types: ValueReader): PickOption {
  const label = recordTitle(entity, record, types);
  const notes = (entity.naturalKey ?? []).flatMap((key) => {
    const field = entity.fields.find((one) => one.key === key);
    const text = field ? types.text(types.read(record[key], field), field) : "";
    return text && text !== label ? text : [];
  });
  return { id: record.id, label, note: notes.join(" · ") };
}

async function searchUsers(words: string, signal?: AbortSignal): Promise<PickOption[]> {
  const page = await listUsers(words, signal);
  return page.items.map((user) => ({
    id: user.id,
    label: user.name,
    note: [user.username, labelText(user.orgUnit?.label)].filter(Boolean).join(" · "),
  }));
}

async function searchOrgUnits(words: string, signal?: AbortSignal): Promise<PickOption[]> {
  const page = await listOrgUnits(words, signal);
  const wanted = words.trim().toLowerCase();
  return page.items
    .map((unit) => ({
      id: unit.id,
      label: labelText(unit.label, unit.key),
      note: labelText(unit.parent?.label),
    }))
    .filter((option) => option.label.toLowerCase().includes(wanted));
}

const named = (options: PickOption[], id: string): string =>
  options.find((option) => option.id === id)?.label ?? id.slice(0, 8);

export const userSource: PickSource = {
  key: "users",
  name: "",
  search: searchUsers,
  label: async (id) => named(await searchUsers(""), id),
};

export const orgUnitSource: PickSource = {
  key: "orgUnits",
  name: "",
  search: searchOrgUnits,
  label: async (id) => named(await searchOrgUnits(""), id),
};
