import { currentLanguage } from "./language.ts";

const locale = () => (currentLanguage() === "zh" ? "zh-CN" : "en-US");

/** Decimal text with the reader's grouping; digits are kept exactly. */
export function formatDecimal(text: string, minimumPlaces = 0, maximumPlaces = 12): string {
  const format = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: minimumPlaces,
    maximumFractionDigits: Math.max(minimumPlaces, maximumPlaces),
  });
  return format.format(text as Intl.StringNumericLiteral);
}

export function formatMoney(text: string, currency: string, places = 2): string {
  const format = new Intl.NumberFormat(locale(), {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return format.format(text as Intl.StringNumericLiteral);
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** The reader's own time, written like dates; `short` leaves the present year out. */
export function formatInstant(iso: string, style: "full" | "short" = "full"): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const isThisYear = at.getFullYear() === new Date().getFullYear();
  const day = `${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return `${style === "short" && isThisYear ? "" : `${at.getFullYear()}-`}${day} ${time}`;
}

/** Dates stay ISO in both languages: they sort, and nobody mixes up month and day. */
export function formatDate(iso: string): string {
  return iso.slice(0, 10);
}

export function formatAgo(iso: string, now: number = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}
