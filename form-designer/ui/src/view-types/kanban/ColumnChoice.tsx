import { useTranslation } from "@dougong/kit/i18n";
import type { BoardColumn } from "./columns.ts";
import type { ColumnCount } from "./useCounts.ts";

export interface ColumnChoiceProps {
  columns: BoardColumn[];
  counts: ReadonlyMap<string, ColumnCount> | undefined;
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

/** The columns of a board on a phone, of which one is shown. */
export function ColumnChoice({ columns, counts, chosen, onChoose }: ColumnChoiceProps) {
  const { t } = useTranslation("kanban");
  return (
    <div className="dg-board-choice" role="group" aria-label={t("columns")}>
      {columns.map((column) => (
        <button
          key={column.key}
          type="button"
          aria-pressed={column.key === chosen}
          onClick={() => onChoose(column.key)}
        >
          {column.label}
          {counts && <small>{counts.get(column.key)?.count ?? 0}</small>}
        </button>
      ))}
    </div>
  );
}
