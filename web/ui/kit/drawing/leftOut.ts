import { formatDecimal } from "../i18n/index.ts";

type Translate = (key: string, values: { count: number; number: string }) => string;

/** Says how many groups a chart cannot draw; empty where it draws all. */
export function leftOut(t: Translate, key: string, count: number): string {
  return count > 0 ? t(key, { count, number: formatDecimal(String(count)) }) : "";
}
