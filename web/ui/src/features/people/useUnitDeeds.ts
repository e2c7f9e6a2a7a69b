import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { archiveUnit, changeUnit, keys, type Unit } from "./api.ts";
import { sayProblem } from "./problem.ts";
import { mayMove } from "./tree.ts";

/** What is done with units at once, each with its way back. */
export function useUnitDeeds(units: Unit[]) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();

  async function act(deed: () => Promise<Unit>, text: string, back?: (now: Unit) => void) {
    try {
      const now = await deed();
      const action = back ? { action: { text: t("undo"), run: () => back(now) } } : {};
      showToast({ text, tone: "success", ...action });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: keys.all });
  }

  function moved(unit: Unit, place: Unit, back?: (now: Unit) => void) {
    const text = t("unit.moved", { name: unit.label, place: place.label });
    return act(() => changeUnit(unit, { parent: place.id }), text, back);
  }

  function move(unit: Unit, place: Unit) {
    if (!mayMove(unit, place, units)) {
      const text = t("unit.notThere", { name: unit.label, place: place.label });
      showToast({ text, tone: "error" });
      return;
    }
    const before = units.find(({ id }) => id === unit.parent?.id);
    void moved(unit, place, before && ((now) => void moved(now, before)));
  }

  function archived(unit: Unit, isArchived: boolean, back?: (now: Unit) => void) {
    const text = t(isArchived ? "unit.wasArchived" : "unit.wasRestored", { name: unit.label });
    return act(() => archiveUnit(unit, isArchived), text, back);
  }

  function archive(unit: Unit, isArchived: boolean) {
    void archived(unit, isArchived, (now) => void archived(now, !isArchived));
  }

  return { move, archive };
}
