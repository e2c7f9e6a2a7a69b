import { useState } from "react";
import { formatDecimal, useTranslation } from "../i18n/index.ts";
import type { Answer, AnswerColumn, AnswerRow } from "./definition.ts";
import { useAnswerTexts } from "./values.ts";
import "./DataTable.css";

export interface DataTableProps {
  answer: Answer;
  title: string;
  columns?: readonly AnswerColumn[];
  /** Without it the table only tells. */
  onOpen?: (row: AnswerRow, measure?: string) => void;
  /** Rows at the most; all when absent. */
  limit?: number;
}

/** Rows that are shown until somebody asks for more. */
const screenful = 200;

/** An answer in rows and columns, with its total; each value opens the records behind it. */
export function DataTable({ answer, title, columns, onOpen, limit }: DataTableProps) {
  const { t } = useTranslation("charts");
  const texts = useAnswerTexts();
  const shown = columns ?? answer.columns;
  const hasNames = shown.some((column) => column.role === "dimension");
  const [asked, setAsked] = useState(screenful);
  const rows = answer.rows.slice(0, limit ?? asked);
  const hidden = limit === undefined ? answer.rows.length - rows.length : 0;
  const nameOf = (row: AnswerRow) =>
    shown
      .filter((column) => column.role === "dimension")
      .map((column) => texts.text(column, row[column.key]))
      .join(" · ");
  return (
    <table className="dg-data-table">
      <caption className="dg-visually-hidden">{title}</caption>
      <thead>
        <tr>
          {shown.map((column) => (
            <th key={column.key} scope="col" data-role={column.role}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- groups have no other name than their values
          <tr key={place}>
            {shown.map((column, at) =>
              at === 0 && column.role === "dimension" ? (
                <th key={column.key} scope="row">
                  {texts.text(column, row[column.key])}
                </th>
              ) : (
                <td key={column.key} data-role={column.role}>
                  {column.role === "measure" && onOpen ? (
                    <button
                      type="button"
                      className="dg-data-value"
                      title={t("records", { name: nameOf(row) || title })}
                      onClick={() => onOpen(row, column.key)}
                    >
                      {texts.text(column, row[column.key])}
                    </button>
                  ) : (
                    texts.text(column, row[column.key])
                  )}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {hidden > 0 && (
        <tbody>
          <tr>
            <td colSpan={shown.length}>
              <button type="button" className="dg-data-more" onClick={() => setAsked(asked * 5)}>
                {t("moreRows", { number: formatDecimal(String(hidden)) })}
              </button>
            </td>
          </tr>
        </tbody>
      )}
      {hasNames && answer.total && (
        <tfoot>
          <tr>
            {shown.map((column, at) => (
              <td key={column.key} data-role={column.role}>
                {at === 0
                  ? t("total")
                  : column.role === "measure"
                    ? texts.text(column, answer.total?.[column.key])
                    : ""}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
