import Papa from "papaparse";
import type { TextRow } from "./translations.ts";

const columns = ["key", "zh", "en"];
const formula = /^[=+\-@\t\r]/;

/** The texts as CSV that Excel opens as UTF-8; what it would take for a formula is quoted. */
export const writeSheet = (rows: readonly TextRow[]): string =>
  `\ufeff${Papa.unparse(
    rows.map(({ key, zh, en }) => ({ key, zh, en })),
    { columns, escapeFormulae: formula },
  )}`;

/** The text of a sheet: UTF-8, or GBK as Excel saves it on Chinese Windows. */
export function decodeSheet(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The rows of such a sheet, whatever the order of its columns; none where one is missing. */
export function readSheet(text: string): Record<string, string>[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ""), {
    header: true,
    skipEmptyLines: true,
  });
  if (columns.some((column) => !meta.fields?.includes(column))) return [];
  return data.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  );
}

/** Without the sign before what looks like a formula. */
const plain = (value: string): string =>
  value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value;
