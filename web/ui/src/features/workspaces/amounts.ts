import { formatDecimal } from "@dougong/kit/i18n";
import { type Amounts, type Limit, limitNames } from "./api.ts";

const gigabyte = 1_000_000_000;
const megabyte = 1_000_000;

/** A number as people read it; bytes with their unit. */
export function amountText(what: Limit, amount: number): string {
  if (what !== "files") return formatDecimal(String(amount));
  const [unit, name] = amount >= gigabyte ? [gigabyte, "GB"] : [megabyte, "MB"];
  return `${formatDecimal(String(amount / unit), 0, 1)} ${name}`;
}

/** As it stands in a form: gigabytes for files, nothing where there is no limit. */
export const typedOf = (what: Limit, amount: number | null): string =>
  amount === null ? "" : String(what === "files" ? amount / gigabyte : amount);

/** The limit that somebody typed; null for none, undefined where it is no number. */
export function limitOf(what: Limit, typed: string): number | null | undefined {
  const text = typed.replaceAll(/[\s,，]/gu, "");
  if (text === "") return null;
  const isNumber = what === "files" ? /^\d{1,6}(?:\.\d{1,9})?$/ : /^\d{1,15}$/;
  if (!isNumber.test(text)) return undefined;
  const amount = what === "files" ? Math.round(Number(text) * gigabyte) : Number(text);
  return amount < 1 ? undefined : amount;
}

/** Whether a tenth or less is left. */
export const isNear = (used: number | null, most: number | null): boolean =>
  used !== null && most !== null && used >= most * 0.9;

/** Those that have a limit. */
export const limited = (limits: Amounts): Limit[] =>
  limitNames.filter((what) => limits[what] !== null);
