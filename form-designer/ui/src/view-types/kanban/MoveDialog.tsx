import { useTranslation } from "@dougong/kit/i18n";
import { Chip, Dialog } from "@dougong/kit/ui";
import type { BoardColumn } from "./columns.ts";

export interface MoveDialogProps {
  title: string;
  columns: BoardColumn[];
  onMove: (to: BoardColumn) => void;
  onClose: () => void;
}

/** Where a card may go: the way that needs no dragging. */
export function MoveDialog({ title, columns, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation("kanban");
  return (
    <Dialog isOpen onClose={onClose} title={t("moveTo", { title })}>
      <ul className="dg-board-targets">
        {columns.map((column) => (
          <li key={column.key}>
            <button type="button" onClick={() => onMove(column)}>
              <Chip text={column.label} color={column.color} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
