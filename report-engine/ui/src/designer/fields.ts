import type { EntityMetadata, FieldMetadata, Label, Metadata } from "@dougong/kit/api";
import { labelText } from "@dougong/kit/i18n";
import {
  columnKey,
  dimensionsOf,
  type Labels,
  type MeasureDocument,
  type ReportDocument,
} from "./model.ts";

/** A field that a report can use, by its path from the entity that is counted. */
export interface FieldChoice {
  path: string;
  field: FieldMetadata;
  /** As people call it, after the records that lead there: `客户 · 城市`. */
  name: string;
}

/** Fields of the entity, or of the records that a reference of it leads to. */
export interface FieldGroup {
  path: string;
  entity: string;
  name: string;
  fields: FieldChoice[];
  /** References that lead on. */
  steps: { path: string; entity: string; name: string }[];
}

const mostSteps = 3;
const dates = new Set(["date", "dateTime"]);
const numbers = new Set(["integer", "decimal"]);
const ungroupable = new Set(["textList", "referenceList", "table", "json", "sealed"]);
const ordered = new Set(["text", "integer", "decimal", "date", "time", "dateTime", "duration"]);
const hidden = new Set(["id", "version"]);

export const isDate = ({ kind = "" }: FieldMetadata): boolean => dates.has(kind);
export const isNumber = ({ kind = "" }: FieldMetadata): boolean => numbers.has(kind);
export const isGroupable = ({ kind = "text", right }: FieldMetadata): boolean =>
  !ungroupable.has(kind) && right !== "masked";
export const hasStages = (field: FieldMetadata): boolean => field.stages !== undefined;

/** Whether a click on the field asks how much rather than by what. */
export const isAmount = (field: FieldMetadata): boolean =>
  field.kind === "decimal" || (field.kind === "integer" && field.aggregate !== undefined);

/** How values of a field become one. */
export function aggregatesOf(field: FieldMetadata): string[] {
  const { kind = "text" } = field;
  const isOpaque = kind === "table" || kind === "json" || kind === "sealed";
  if (isOpaque || field.right === "masked") return [];
  const sums = isNumber(field) ? ["sum", "average"] : [];
  const ends = ordered.has(kind) ? ["min", "max"] : [];
  return [...sums, ...ends, ...(isNumber(field) ? ["median"] : []), "countDistinct"];
}

/** How values are put together. */
export function bucketsOf(field: FieldMetadata, path: string): readonly string[] {
  if (isDate(field)) {
    const days = ["year", "quarter", "month", "week", "day"];
    return field.kind === "dateTime" ? [...days, "hour"] : days;
  }
  if (hasStages(field) && !path.includes(".")) return ["furthest"];
  return groupingsOf(field);
}

/** Coarser groups that the type of the field knows, coarsest first. */
const groupingsOf = (field: FieldMetadata): readonly string[] =>
  (field.shownAs ?? field).groupings ?? [];

/** What groups are made by when a field is added without saying more. */
export const usualBucket = (field: FieldMetadata): string | undefined =>
  isDate(field) ? "month" : groupingsOf(field)[0];

const nameOf = (label: Label | undefined, key: string) => labelText(label, key);

const targetOf = (field: FieldMetadata) =>
  field.kind === "reference" ? (field.target ?? field.entity) : undefined;

/** The fields at the end of a path of references; null where the reader may not follow it. */
export function groupAt(metadata: Metadata, entity: string, path: string): FieldGroup | null {
  let owner = metadata.entity(entity);
  const names: string[] = [];
  for (const step of path === "" ? [] : path.split(".")) {
    const field: FieldMetadata | undefined = owner?.fields.find((one) => one.key === step);
    if (!field) return null;
    names.push(nameOf(field.label, field.key));
    owner = metadata.entity(targetOf(field));
  }
  return owner ? groupOf(metadata, owner, path, names) : null;
}

function groupOf(
  metadata: Metadata,
  owner: EntityMetadata,
  path: string,
  names: readonly string[],
): FieldGroup {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  const called = (field: FieldMetadata) => nameOf(field.label, field.key);
  const usable = owner.fields.filter(
    (field) => !hidden.has(field.key) && (isGroupable(field) || aggregatesOf(field).length > 0),
  );
  const leads = names.length < mostSteps ? owner.fields : [];
  return {
    path,
    entity: owner.key,
    name: names.length === 0 ? nameOf(owner.label, owner.key) : names.join(" · "),
    fields: usable.map((field) => ({
      path: at(field.key),
      field,
      name: [...names, called(field)].join(" · "),
    })),
    steps: leads.flatMap((field) => {
      const target = metadata.entity(targetOf(field));
      if (!target) return [];
      return [
        { path: at(field.key), entity: target.key, name: [...names, called(field)].join(" · ") },
      ];
    }),
  };
}

/** The field at the end of a path. */
export function choiceAt(metadata: Metadata, entity: string, path: string): FieldChoice | null {
  const dot = path.lastIndexOf(".");
  const group = groupAt(metadata, entity, dot < 0 ? "" : path.slice(0, dot));
  return group?.fields.find((choice) => choice.path === path) ?? null;
}

/** All groups whose fields are looked through when somebody searches. */
export function groupsWithin(metadata: Metadata, entity: string, steps: number): FieldGroup[] {
  const first = groupAt(metadata, entity, "");
  if (!first) return [];
  const all = [first];
  let edge = [first];
  for (let step = 0; step < steps; step++) {
    edge = edge.flatMap((group) =>
      group.steps.flatMap(({ path }) => groupAt(metadata, entity, path) ?? []),
    );
    all.push(...edge);
  }
  return all;
}

/** Words of a measure in both languages, so that whoever reads it later understands it. */
const patterns: Record<string, { zh: string; en: string }> = {
  sum: { zh: "{}合计", en: "Total of {}" },
  average: { zh: "平均{}", en: "Average {}" },
  min: { zh: "最小{}", en: "Lowest {}" },
  max: { zh: "最大{}", en: "Highest {}" },
  median: { zh: "{}中位数", en: "Median {}" },
  countDistinct: { zh: "不同{}数", en: "Different {}" },
  share: { zh: "{}占比", en: "Share of {}" },
  runningTotal: { zh: "累计{}", en: "Running {}" },
  growth: { zh: "{}较上期增长", en: "Growth of {}" },
  growthToLastYear: { zh: "{}较去年同期增长", en: "Growth of {} to last year" },
};

export const inLanguage = (label: Label | undefined, language: "zh" | "en", key: string) =>
  typeof label === "string" ? label : (label?.[language] ?? label?.["zh"] ?? key);

/** What a measure over a field, or made of another one, is called. */
export function measureLabel(how: string, label: Label | undefined, key: string): Labels {
  const pattern = patterns[how];
  if (!pattern) return {};
  return {
    zh: pattern.zh.replace("{}", inLanguage(label, "zh", key)),
    en: pattern.en.replace("{}", inLanguage(label, "en", key)),
  };
}

/** The same for how many records there are. */
export const countLabel = (entity: EntityMetadata): Labels => ({
  zh: `${inLanguage(entity.label, "zh", entity.key)}数`,
  en: `Number: ${inLanguage(entity.label, "en", entity.key)}`,
});

export const measureOf = (choice: FieldChoice, aggregate: string): MeasureDocument => ({
  label: measureLabel(aggregate, choice.field.label, choice.field.key),
  aggregate,
  expression: choice.path,
});

/** Measures that are made of another one. */
export const derivations = ["share", "runningTotal", "growth", "growthToLastYear"] as const;

/** What a chart is called as long as nobody says it: its numbers, and by what they are grouped. */
export function reportLabel(metadata: Metadata, report: ReportDocument): Labels {
  const entity = metadata.entity(report.entity);
  const labels = (language: "zh" | "en") => ({
    values: report.measures.map((measure) =>
      inLanguage(
        measure.label ?? (entity && measure.aggregate === "count" ? countLabel(entity) : undefined),
        language,
        columnKey(measure),
      ),
    ),
    groups: dimensionsOf(report).map((dimension) => {
      const path = dimension.field ?? "";
      const field = choiceAt(metadata, report.entity, path)?.field;
      return inLanguage(dimension.label ?? field?.label, language, path);
    }),
  });
  const [zh, en] = [labels("zh"), labels("en")];
  return {
    zh: zh.values.join("、") + (zh.groups.length > 0 ? `（按${zh.groups.join("、")}）` : ""),
    en: en.values.join(", ") + (en.groups.length > 0 ? ` by ${en.groups.join(", ")}` : ""),
  };
}

/** The report after a step, called by what it shows unless it was given a name of its own. */
export function named(metadata: Metadata, before: ReportDocument, after: ReportDocument) {
  const usual = reportLabel(metadata, before);
  const { zh, en } = before.label ?? {};
  const isOwn = zh !== usual.zh || en !== usual.en;
  return isOwn ? after : { ...after, label: reportLabel(metadata, after) };
}
