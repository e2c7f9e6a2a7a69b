import { type EntityMetadata, problemText } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { errorsAddress, fetchRows, type ImportedRow, type ImportState } from "./api.ts";

export interface RowListProps {
  entity: EntityMetadata;
  state: ImportState;
  /** Whether only rows with problems are shown, all of them page by page. */
  onlyProblems: boolean;
}

/** Rows of the file with what they are read as and what is wrong with them. */
export function RowList({ entity, state, onlyProblems }: RowListProps) {
  const { t } = useTranslation("import");
  const pages = useInfiniteQuery({
    queryKey: ["import rows", state.id, state.status, onlyProblems],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => fetchRows(state.id, onlyProblems, pageParam),
    getNextPageParam: (page) => (onlyProblems ? (page.next ?? undefined) : undefined),
  });
  if (pages.isPending) return <Bones lines={4} />;
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  const shown = state.columns
    .map((column, place) => ({ place, name: column.name, field: state.plan.mapping[column.name] }))
    .filter((column) => column.field);
  return (
    <section>
      <div className="dg-import-rows-head">
        <h2>{t(onlyProblems ? "check.wrong" : "check.first")}</h2>
        {onlyProblems && <a href={errorsAddress(state.id)}>{t("errors")}</a>}
      </div>
      <div
        className="dg-import-rows"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
        tabIndex={0}
        role="region"
        aria-label={t(onlyProblems ? "check.wrong" : "check.first")}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("outcome")}</th>
              {shown.map((column) => {
                const field = entity.fields.find((one) => one.key === column.field);
                return (
                  <th key={column.name} scope="col">
                    {field ? labelText(field.label, field.key) : column.name}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.row} row={row} columns={shown} />
            ))}
          </tbody>
        </table>
      </div>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  row: ImportedRow;
  columns: { place: number; name: string; field: string | undefined }[];
}

function Row({ row, columns }: RowProps) {
  const { t } = useTranslation("import");
  const fields = new Set(columns.map((column) => column.field));
  const others = row.problems.filter((problem) => !problem.field || !fields.has(problem.field));
  return (
    <tr>
      <th scope="row">{row.row}</th>
      <td>
        {row.outcome && <span data-outcome={row.outcome}>{t(`outcomes.${row.outcome}`)}</span>}
        {others.map((problem) => (
          <em key={problem.code}>{problemText(problem)}</em>
        ))}
      </td>
      {columns.map((column) => {
        const wrong = row.problems.find((problem) => problem.field === column.field);
        const cell = row.cells[column.place] ?? "";
        return (
          <td key={column.name} data-wrong={wrong !== undefined}>
            {wrong ? cell : (row.values[column.field ?? ""] ?? cell)}
            {wrong && <em>{problemText(wrong)}</em>}
          </td>
        );
      })}
    </tr>
  );
}
