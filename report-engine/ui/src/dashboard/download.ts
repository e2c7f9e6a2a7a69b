import { decimalText } from "@dougong/kit/api";
import type { Answer, AnswerColumn, AnswerRow, AnswerTexts } from "@dougong/kit/charts";
import { saveFile } from "@dougong/kit/lib";

type SheetCell = string | number | null | { value: string | number; fontWeight: "bold" };

/** Digits that a number of a sheet keeps. */
const exactDigits = 15;

/**
 * Rows of a sheet as a table on the screen shows them: names as texts, values as numbers with which
 * one can calculate, in the end the total.
 */
export function sheetOf(answer: Answer, texts: AnswerTexts, total: string): SheetCell[][] {
  const cell = (row: AnswerRow, column: AnswerColumn) =>
    column.role === "measure"
      ? valueOf(row[column.key], () => texts.text(column, row[column.key]))
      : texts.text(column, row[column.key]);
  const rows: SheetCell[][] = [
    answer.columns.map(({ label }) => bold(label)),
    ...answer.rows.map((row) => answer.columns.map((column) => cell(row, column))),
  ];
  const { total: sum } = answer;
  if (sum && answer.columns.some(({ role }) => role === "dimension")) {
    rows.push(
      answer.columns.map((column, place) => {
        if (column.role === "measure") return cell(sum, column);
        return place === 0 ? bold(total) : null;
      }),
    );
  }
  return rows;
}

const bold = (value: string): SheetCell => ({ value, fontWeight: "bold" });

function valueOf(value: AnswerRow[string], text: () => string): SheetCell {
  if (value === null || value === undefined) return null;
  const digits = decimalText(value);
  if (digits === null) return text();
  return digits.replaceAll(/\D/g, "").length > exactDigits ? digits : Number(digits);
}

/** Saves the table as a workbook. */
export async function saveTable(rows: SheetCell[][], name: string): Promise<void> {
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  const widths = (rows[0] ?? []).map((_, place) =>
    Math.min(50, Math.max(8, ...rows.map((row) => widthOf(row[place])))),
  );
  const book = await writeExcelFile(rows, {
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
  saveFile(book, `${name}.xlsx`);
}

/** Han and other wide characters need the place of two. */
function widthOf(cell: SheetCell | undefined): number {
  const value = typeof cell === "object" && cell ? cell.value : (cell ?? "");
  return [...String(value)].reduce((sum, character) => sum + (character > "\u2e7f" ? 2 : 1), 2);
}

const sharpness = 2;

/** Saves the drawing inside an element as a picture; false where there is none. */
export async function savePicture(inside: Element, name: string): Promise<boolean> {
  const picture = await pictureOf(inside);
  if (!picture) return false;
  const content = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  if (!content) return false;
  saveFile(content, `${name}.png`);
  return true;
}

async function pictureOf(inside: Element): Promise<HTMLCanvasElement | null> {
  const drawn = inside.querySelector<SVGSVGElement | HTMLCanvasElement>(
    ".dg-drawing svg, .dg-drawing canvas",
  );
  if (!drawn) return null;
  const { width, height } = drawn.getBoundingClientRect();
  const picture = document.createElement("canvas");
  picture.width = Math.round(width * sharpness);
  picture.height = Math.round(height * sharpness);
  const pen = picture.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, picture.width, picture.height);
  const source = drawn instanceof HTMLCanvasElement ? drawn : await imageOf(drawn);
  pen.drawImage(source, 0, 0, picture.width, picture.height);
  return picture;
}

async function imageOf(drawn: SVGSVGElement): Promise<HTMLImageElement> {
  const text = new XMLSerializer().serializeToString(drawn);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
