import { useMemo } from "react";
import { decimalText, type FieldMetadata, type Metadata, useWorkspace } from "../api/index.ts";
import { type FieldTypes, useFieldTypes } from "../fields/index.ts";
import { currentLanguage, formatDecimal, formatMoney, useTranslation } from "../i18n/index.ts";
import type { AnswerColumn, Cell } from "./definition.ts";

const localeOf = () => (currentLanguage() === "zh" ? "zh-CN" : "en-US");
const moneyPlaces = 2;
const shownPlaces = 2;

type Translate = (key: string, places?: Record<string, string | number>) => string;

interface Parts {
  from?: unknown;
  to?: unknown;
  others?: unknown;
}

/** The value as a number for drawing; null where there is none. */
export function numberOf(value: Cell): number | null {
  const digits = decimalText(value);
  return digits === null ? null : Number(digits);
}

/** Words values of answers as their fields do. */
export class AnswerTexts {
  constructor(
    private readonly metadata: Metadata,
    private readonly types: FieldTypes,
    private readonly t: Translate,
  ) {}

  /** The name of a group, or an exact value. */
  text(column: AnswerColumn, value: Cell): string {
    if (column.role === "measure") return this.measure(column, value);
    if (value === null || value === undefined) return this.t("blank");
    const parts = typeof value === "object" && !Array.isArray(value) ? (value as Parts) : null;
    if (parts?.others === true) return this.t("others");
    if (parts && ("from" in parts || "to" in parts)) return this.range(parts);
    if (typeof value === "string") {
      if (column.bucket && column.kind.startsWith("DATE")) {
        return calendarText(column.bucket, value, this.t);
      }
      const name = column.names?.[value];
      if (name) return name;
    }
    const field = this.fieldOf(column);
    return this.types.text(this.types.read(value, field), field) || this.t("blank");
  }

  /** As short as an axis needs it: 12.3万, 45%. */
  short(column: AnswerColumn, value: number): string {
    if (this.isPercent(column)) return percentText(value, 0);
    const currency = this.currencyOf(column);
    return new Intl.NumberFormat(localeOf(), {
      notation: "compact",
      maximumFractionDigits: 1,
      ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}),
    }).format(value);
  }

  private measure(column: AnswerColumn, value: Cell): string {
    const digits = decimalText(value);
    if (digits === null) {
      if (value === null || value === undefined) return "–";
      const field = this.fieldOf(column);
      return this.types.text(this.types.read(value, field), field);
    }
    if (this.isPercent(column)) return percentText(Number(digits), 1);
    const currency = this.currencyOf(column);
    if (currency) {
      return formatMoney(digits, currency, /^-?\d+$/.test(digits) ? 0 : moneyPlaces);
    }
    const number = formatDecimal(digits, 0, shownPlaces);
    return column.format === "days" ? this.t("days", { number }) : number;
  }

  private isPercent(column: AnswerColumn): boolean {
    if (column.format !== undefined) return column.format === "percent";
    return this.types.looks(this.fieldOf(column)).field.type === "percent";
  }

  private currencyOf(column: AnswerColumn): string | null {
    const { field } = this.types.looks(this.fieldOf(column));
    const isMoney =
      column.format === undefined ? field.type === "money" : column.format === "money";
    if (!isMoney) return null;
    return typeof field["currency"] === "string" ? field["currency"] : "CNY";
  }

  private fieldOf(column: AnswerColumn): FieldMetadata {
    const known =
      column.entity && column.field ? this.metadata.field(column.entity, column.field) : undefined;
    const isCount = column.role === "measure" && column.type === undefined;
    return known && !isCount
      ? known
      : { key: column.key, type: column.type ?? "formula", kind: column.kind };
  }

  private range({ from, to }: Parts): string {
    const low = decimalText(from);
    const high = decimalText(to);
    if (low === null) return this.t("below", { number: formatDecimal(high ?? "0") });
    if (high === null) return this.t("atLeast", { number: formatDecimal(low) });
    return this.t("between", { from: formatDecimal(low), to: formatDecimal(high) });
  }
}

function percentText(value: number, places: number): string {
  return new Intl.NumberFormat(localeOf(), {
    style: "percent",
    maximumFractionDigits: places,
  }).format(value);
}

const dayMillis = 86_400_000;

/** The ISO week of its Monday: the year is that of the week's Thursday. */
function isoWeek(monday: string): { year: number; week: number } {
  const thursday = new Date(new Date(`${monday}T00:00:00Z`).getTime() + 3 * dayMillis);
  const year = thursday.getUTCFullYear();
  const dayOfYear = (thursday.getTime() - Date.UTC(year, 0, 1)) / dayMillis;
  return { year, week: Math.floor(dayOfYear / 7) + 1 };
}

function calendarText(bucket: string, value: string, t: Translate): string {
  const [year = "", month = ""] = value.split("-");
  if (bucket === "year") return t("year", { year });
  if (bucket === "quarter") return t("quarter", { year, quarter: Math.ceil(Number(month) / 3) });
  if (bucket === "month") return `${year}-${month}`;
  if (bucket === "week") return t("week", { ...isoWeek(value.slice(0, 10)) });
  if (bucket === "hour") return `${value.slice(0, 10)} ${value.slice(11, 16)}`;
  return value.slice(0, 10);
}

export function useAnswerTexts(): AnswerTexts {
  const { metadata } = useWorkspace();
  const types = useFieldTypes();
  const { t } = useTranslation("charts");
  return useMemo(
    () => new AnswerTexts(metadata, types, (key, places) => t(key, places ?? {})),
    [metadata, types, t],
  );
}
