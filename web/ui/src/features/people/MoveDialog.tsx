import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, EmptyState } from "@dougong/kit/ui";
import type { Unit } from "./api.ts";
import { branchesOf, mayMove, shownBranches } from "./tree.ts";

interface MoveDialogProps {
  unit: Unit;
  units: Unit[];
  onClose: () => void;
  onMove: (place: Unit) => void;
}

/** Where a unit may go, for those who do not pull it. */
export function MoveDialog({ unit, units, onClose, onMove }: MoveDialogProps) {
  const { t } = useTranslation("organisation");
  const places = shownBranches(branchesOf(units), new Set()).filter((branch) =>
    mayMove(unit, branch.unit, units),
  );
  return (
    <Dialog isOpen shape="sheet" onClose={onClose} title={t("unit.moveTo", { name: unit.label })}>
      {places.length === 0 && <EmptyState title={t("unit.noPlace")} text={t("unit.noPlaceText")} />}
      <ul className="dg-unit-places">
        {places.map((branch) => (
          <li key={branch.unit.id}>
            <button type="button" onClick={() => onMove(branch.unit)}>
              <span>{branch.unit.label}</span> <small>{t(`kind.${branch.unit.kind}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
