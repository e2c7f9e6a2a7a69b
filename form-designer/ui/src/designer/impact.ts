import { type Label, request } from "@dougong/kit/api";
import type { Draft, FieldDocument } from "./model.ts";

/** A place of a document that names a field. */
export interface Use {
  /** JSON pointer into the document. */
  pointer: string;
  /** The same by the names of properties, and of entries of lists. */
  path: string[];
  /** What stands there: a key or an expression. */
  text: string;
  expression: boolean;
  /** Whether the document goes on without the part in which it stands. */
  loose: boolean;
  /** Whether it stands in the draft alone. */
  draft: boolean;
}

export interface UsingDocument {
  kind: string;
  key: string;
  label: Label;
  owner: string;
  loose: boolean;
  hasDraft: boolean;
  draftBy: string | null;
  uses: Use[];
}

/** What hangs on a field that staff use. */
export interface Impact {
  documents: UsingDocument[];
  others: { kind: string; key: string; name: string; count: number }[];
  /** Records with a value; null where it is not stored or could not be counted in time. */
  records: { count: number; more: boolean } | null;
}

const path = (entity: string, field: string) =>
  `${encodeURIComponent(entity)}/${encodeURIComponent(field)}`;

export const fetchImpact = (entity: string, field: string): Promise<Impact> =>
  request(`/api/meta/impacts/${path(entity, field)}`);

/** What hangs on a sort of record. */
export const fetchEntityImpact = (entity: string): Promise<Impact> =>
  request(`/api/meta/impacts/${encodeURIComponent(entity)}`);

/** Publishes the entity under another key, with everything that names it. */
export const renameEntity = (entity: string, to: string): Promise<unknown> =>
  request("/api/meta/renames", { method: "POST", body: { entity, to } });

/** Documents besides those that are edited here that need the field, so that it cannot go. */
export function needing(impact: Impact, draft: Draft, field: string): UsingDocument[] {
  return impact.documents
    .map((one) => ({ ...one, uses: one.uses.filter((use) => !use.loose) }))
    .filter(({ uses }) => uses.length > 0)
    .filter(({ kind, key }) => !isEdited(draft, kind, key) || isNeededHere(draft, kind, field));
}

const isEdited = (draft: Draft, kind: string, key: string) =>
  (kind === "entity" && key === draft.entity.key) || (kind === "form" && key === draft.form.key);

/** What is edited here may have changed since: whether it names the field anywhere but as itself. */
function isNeededHere(draft: Draft, kind: string, field: string): boolean {
  const { layout: _layout, ...form } = draft.form;
  const { page: _page, ...entity } = draft.entity;
  const others = entity.fields.filter(({ key }) => key !== field);
  const rest = kind === "form" ? form : { ...entity, fields: others };
  return new RegExp(`\\b${field}\\b`).test(JSON.stringify(rest));
}

/** The documents under edit with another key of a field; the server finds each place. */
export async function renameField(draft: Draft, field: string, to: string): Promise<Draft> {
  const { documents } = await request<{ documents: { kind: string; content: unknown }[] }>(
    "/api/meta/renames",
    {
      method: "POST",
      body: {
        entity: draft.entity.key,
        field,
        to,
        documents: [
          { kind: "entity", content: draft.entity },
          { kind: "form", content: draft.form },
        ],
      },
    },
  );
  const [entity, form] = documents.map(({ content }) => content);
  return { entity, form } as Draft;
}

/** What would become of the values of a field. */
export interface ConversionTrial {
  tried: number;
  more: boolean;
  lost: number;
  /** The values stay as they are; those that do not fit are refused when somebody changes them. */
  kept: boolean;
  samples: string[];
  values: string[];
}

export async function fetchConversions(entity: string, field: string): Promise<string[]> {
  const { types } = await request<{ types: string[] }>(
    `/api/meta/conversions/${path(entity, field)}`,
  );
  return types;
}

export const tryConversion = (
  entity: string,
  field: string,
  definition: FieldDocument,
): Promise<ConversionTrial> =>
  request(`/api/meta/conversions/${path(entity, field)}`, { method: "POST", body: definition });

/** Names of what fields of each type may say. */
export async function fetchOptionNames(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { $defs } = await request<{ $defs: Record<string, { properties?: object }> }>(
    "/api/meta/schemas/entity",
  );
  const names = new Map<string, ReadonlySet<string>>();
  for (const [name, { properties = {} }] of Object.entries($defs)) {
    const [, type] = name.split("field_");
    if (type) names.set(type, new Set(Object.keys(properties)));
  }
  return names;
}
