import type { EntityMetadata, FieldMetadata, Label, Metadata } from "@dougong/kit/api";
import { inLanguage, isDate, isNumber } from "./fields.ts";
import type { Labels, ReportDocument } from "./model.ts";

/** Questions about customers that are ready to be asked of any records with an owner and a date. */
export const analyses = ["cohort", "interval", "rfm"] as const;
export type Analysis = (typeof analyses)[number];

/** Records that belong to somebody: sales of customers. */
export interface Source {
  entity: string;
  /** Reference to whom they belong. */
  owner: string;
  date: string;
  /** What they are worth; absent where they have no amount. */
  amount?: string;
}

const systemFields = new Set(["createdAt", "updatedAt", "id", "version"]);
const own = ({ fields }: EntityMetadata) => fields.filter(({ key }) => !systemFields.has(key));
const targetOf = (field: FieldMetadata) =>
  field.kind === "reference" ? (field.target ?? field.entity) : undefined;

/** References of an entity to other records that people know. */
export const ownersOf = (metadata: Metadata, entity: EntityMetadata): FieldMetadata[] =>
  own(entity).filter((field) => metadata.entity(targetOf(field)) !== undefined);

export const datesOf = (entity: EntityMetadata): FieldMetadata[] => own(entity).filter(isDate);

/** Amounts before whole numbers. */
export const amountsOf = (entity: EntityMetadata): FieldMetadata[] =>
  own(entity)
    .filter(isNumber)
    .toSorted((one, other) => Number(other.kind === "decimal") - Number(one.kind === "decimal"));

/** Entities whose records have an owner and a date. */
export const entitiesFor = (metadata: Metadata): EntityMetadata[] =>
  [...metadata.entities.values()].filter(
    (entity) => ownersOf(metadata, entity).length > 0 && datesOf(entity).length > 0,
  );

/** Whether a question can be asked of the records: what people are worth needs an amount. */
export const isAnswered = (analysis: Analysis, source: Source): boolean =>
  analysis !== "rfm" || source.amount !== undefined;

const texts = {
  cohort: { zh: "首次月份", en: "Month of the first" },
  age: { zh: "此后第几个月", en: "Months since" },
  buyers: { zh: "人数", en: "People" },
  kept: { zh: "留存率", en: "Retention" },
  revenue: { zh: "金额", en: "Amount" },
  gap: { zh: "间隔天数", en: "Days since the one before" },
  times: { zh: "次数", en: "Times" },
  recency: { zh: "最近(R)", en: "Recency (R)" },
  frequency: { zh: "频次(F)", en: "Frequency (F)" },
  monetary: { zh: "人均金额(M)", en: "Amount per person (M)" },
} satisfies Record<string, Labels>;

/** Days that people think in: a month, two, a quarter, half a year, a year. */
const usualDays = [30, 60, 90, 180, 365];
const fifths = 5;

function cohort(key: string, label: Labels, source: Source): ReportDocument {
  const { entity, owner, date, amount } = source;
  return {
    key,
    label,
    entity,
    dimensions: [
      {
        key: "cohort",
        label: texts.cohort,
        field: owner,
        sequence: { date, of: "first" },
        bucket: "month",
      },
      { key: "age", label: texts.age, field: owner, sequence: { date, of: "monthsSinceFirst" } },
    ],
    measures: [
      { key: "buyers", label: texts.buyers, aggregate: "countDistinct", expression: owner },
      {
        key: "kept",
        label: texts.kept,
        derive: "share",
        of: "buyers",
        within: ["cohort"],
        format: "percent",
      },
      ...(amount
        ? [{ key: "revenue", label: texts.revenue, aggregate: "sum", expression: amount }]
        : []),
    ],
    filter: `${owner} != null && ${date} != null`,
    chart: { type: "pivot", down: ["cohort"], across: ["age"] },
  };
}

const interval = (key: string, label: Labels, { entity, owner, date }: Source): ReportDocument => ({
  key,
  label,
  entity,
  dimensions: [
    {
      key: "gap",
      label: texts.gap,
      field: owner,
      sequence: { date, of: "daysSincePrevious" },
      ranges: usualDays,
    },
  ],
  measures: [{ key: "times", label: texts.times, aggregate: "count" }],
  having: "gap != null",
  chart: { type: "bar" },
});

function rfm(key: string, label: Labels, source: Source, target: string): ReportDocument {
  const { entity, owner, date, amount = "" } = source;
  const standing = { entity, reference: owner };
  return {
    key,
    label,
    entity: target,
    dimensions: [
      {
        key: "recency",
        label: texts.recency,
        standing: { ...standing, of: "recency", date, parts: fifths },
      },
      {
        key: "frequency",
        label: texts.frequency,
        standing: { ...standing, of: "frequency", parts: fifths },
      },
    ],
    measures: [
      {
        key: "monetary",
        label: texts.monetary,
        aggregate: "average",
        standing: { ...standing, of: "monetary", amount },
      },
    ],
    having: "recency != null",
    chart: { type: "heatmap", across: "recency", down: "frequency" },
  };
}

const titles: Record<Analysis, { zh: string; en: string }> = {
  cohort: { zh: "{}同期群", en: "{} cohorts" },
  interval: { zh: "{}复购间隔", en: "{}: days between" },
  rfm: { zh: "{}RFM 分层", en: "{}: RFM" },
};

/** What a question is called: after whom it is about. */
export const analysisLabel = (
  analysis: Analysis,
  owner: Label | undefined,
  key: string,
): Labels => ({
  zh: titles[analysis].zh.replace("{}", inLanguage(owner, "zh", key)),
  en: titles[analysis].en.replace("{}", inLanguage(owner, "en", key)),
});

/** The report that asks the question; it can be changed like any other. */
export function analysisReport(
  analysis: Analysis,
  key: string,
  label: Labels,
  source: Source,
  metadata: Metadata,
): ReportDocument {
  if (analysis === "cohort") return cohort(key, label, source);
  if (analysis === "interval") return interval(key, label, source);
  const field = metadata.field(source.entity, source.owner);
  return rfm(key, label, source, (field && targetOf(field)) ?? source.entity);
}
