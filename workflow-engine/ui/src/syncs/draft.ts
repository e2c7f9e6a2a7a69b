import type { Json, JsonObject } from "@dougong/kit/api";
import type { DesignDocument } from "@dougong/kit/designer";
import { isObject } from "./sample.ts";

/** A field and its place in the other system's items. */
export interface InLine {
  field: string;
  from: string;
  as: string;
  /** Lines {@code theirs=ours}. */
  values: string;
}

/** A place in what is sent, and the expression whose value stands there. */
export interface OutLine {
  to: string;
  value: string;
  values: string;
}

/** What is edited of a sync; all texts, empty for what does not stand in the document. */
export interface SyncDraft {
  key: string;
  label: string;
  connector: string;
  entity: string;
  match: string[];
  schedule: string;
  takes: boolean;
  path: string;
  items: string;
  id: string;
  changedAt: string;
  since: string;
  page: string;
  next: string;
  conflict: string;
  lines: InLine[];
  gives: boolean;
  outPath: string;
  itemPath: string;
  outId: string;
  when: string;
  outLines: OutLine[];
}

export const noInLine: InLine = { field: "", from: "", as: "text", values: "" };
export const noOutLine: OutLine = { to: "", value: "", values: "" };

const text = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

const part = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const parts = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.map((one) => part(one)) : [];

const writtenWords = (values: Json | undefined): string =>
  Object.entries(part(values))
    .map(([theirs, ours]) => `${theirs}=${text(ours)}`)
    .join("\n");

function readWords(words: string): JsonObject {
  const found: JsonObject = {};
  for (const line of words.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) found[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return found;
}

/** The draft of a document, or of a new one. */
export function toDraft(document: DesignDocument | null, language: "zh" | "en"): SyncDraft {
  const incoming = part(document?.["in"]);
  const outgoing = part(document?.["out"]);
  return {
    key: document?.key ?? "",
    label: text(part(document?.["label"])[language]) || text(part(document?.["label"])["zh"]),
    connector: text(document?.["connector"]),
    entity: text(document?.["entity"]),
    match: Array.isArray(document?.["match"]) ? document["match"].map((one) => text(one)) : [],
    schedule: document ? text(document["schedule"]) : "*/15 * * * *",
    takes: !document || document["in"] !== undefined,
    path: text(incoming["path"]),
    items: text(incoming["items"]),
    id: text(incoming["id"]) || "/id",
    changedAt: text(incoming["changedAt"]),
    since: text(part(incoming["since"])["parameter"]),
    page: text(part(incoming["page"])["parameter"]),
    next: text(part(incoming["page"])["next"]),
    conflict: text(incoming["conflict"]) || "theirs",
    lines: parts(incoming["mapping"]).map((line) => ({
      field: text(line["field"]),
      from: text(line["from"]),
      as: text(line["as"]) || "text",
      values: writtenWords(line["values"]),
    })),
    gives: document?.["out"] !== undefined,
    outPath: text(outgoing["path"]),
    itemPath: text(outgoing["itemPath"]),
    outId: text(outgoing["id"]) || "/id",
    when: text(outgoing["when"]),
    outLines: parts(outgoing["mapping"]).map((line) => ({
      to: text(line["to"]),
      value: text(line["value"]),
      values: writtenWords(line["values"]),
    })),
  };
}

/** Only what is filled in. */
function filled(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

const words = (values: string): JsonObject => {
  const found = readWords(values);
  return Object.keys(found).length > 0 ? { values: found } : {};
};

function takingPart(draft: SyncDraft, older: JsonObject): JsonObject {
  const { since, page, ...kept } = older;
  return {
    ...kept,
    path: draft.path.trim(),
    ...filled({ items: draft.items.trim(), changedAt: draft.changedAt.trim() }),
    id: draft.id.trim(),
    ...(draft.since.trim() ? { since: { ...part(since), parameter: draft.since.trim() } } : {}),
    ...(draft.page.trim()
      ? {
          page: {
            ...part(page),
            parameter: draft.page.trim(),
            ...filled({ next: draft.next.trim() }),
          },
        }
      : {}),
    conflict: draft.conflict,
    mapping: draft.lines
      .filter(({ field, from }) => field !== "" && from.trim() !== "")
      .map((line) => ({
        field: line.field,
        from: line.from.trim(),
        ...(line.as === "text" ? {} : { as: line.as }),
        ...words(line.values),
      })),
  };
}

function givingPart(draft: SyncDraft, older: JsonObject): JsonObject {
  const { when: _when, itemPath: _itemPath, ...kept } = older;
  return {
    ...kept,
    path: draft.outPath.trim(),
    ...filled({ itemPath: draft.itemPath.trim(), when: draft.when.trim() }),
    id: draft.outId.trim(),
    mapping: draft.outLines
      .filter(({ to, value }) => to.trim() !== "" && value.trim() !== "")
      .map((line) => ({ to: line.to.trim(), value: line.value.trim(), ...words(line.values) })),
  };
}

/** The document of a draft; what the editor does not know of an older one stays. */
export function toDocument(
  draft: SyncDraft,
  language: "zh" | "en",
  older: DesignDocument | null,
): DesignDocument {
  const {
    in: olderIn,
    out: olderOut,
    match: _match,
    schedule: _schedule,
    ...kept
  } = older ?? {
    key: draft.key,
  };
  const { items: _items, changedAt: _changedAt, ...keptIn } = part(olderIn);
  return {
    ...kept,
    key: draft.key,
    label: { ...part(older?.["label"]), [language]: draft.label.trim() },
    connector: draft.connector,
    entity: draft.entity,
    ...(draft.match.length > 0 ? { match: draft.match } : {}),
    ...filled({ schedule: draft.schedule.trim() }),
    ...(draft.takes ? { in: takingPart(draft, keptIn) } : {}),
    ...(draft.gives ? { out: givingPart(draft, part(olderOut)) } : {}),
  };
}
