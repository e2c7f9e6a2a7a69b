import { EllipsisOutlined } from "@ant-design/icons";
import { useTranslation } from "@dougong/kit/i18n";
import { MenuButton, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { keys, type Unit } from "./api.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { kindsBelow } from "./tree.ts";
import { type UnitDeed, UnitDialog } from "./UnitDialog.tsx";
import { useUnitDeeds } from "./useUnitDeeds.ts";

interface UnitMenuProps {
  /** The chosen unit; null for everybody. */
  unit: Unit | null;
  units: Unit[];
  onChoose: (unit: string) => void;
}

/** All that can be done with the chosen unit, by menu. */
export function UnitMenu({ unit, units, onChoose }: UnitMenuProps) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const { move, archive } = useUnitDeeds(units);
  const [deed, setDeed] = useState<UnitDeed | null>(null);
  const [isMoving, setIsMoving] = useState(false);
  const isOpen = unit !== null && !unit.archived;
  const adding =
    unit === null
      ? add("addCompany", null)
      : isOpen && kindsBelow(unit.kind).length > 0
        ? add("add", unit)
        : null;
  const isBare = !units.some(({ parent }) => (parent?.id ?? null) === (unit?.id ?? null));
  const items = [
    ...(adding ? [adding] : []),
    ...(isOpen
      ? [
          {
            key: "rename",
            label: t("unit.doRename"),
            run: () => setDeed({ type: "rename", unit }),
          },
        ]
      : []),
    ...(isOpen && unit.kind !== "company"
      ? [{ key: "move", label: t("unit.doMove"), run: () => setIsMoving(true) }]
      : []),
    ...(unit
      ? [
          {
            key: "archive",
            label: t(unit.archived ? "unit.doRestore" : "unit.doArchive"),
            isDangerous: !unit.archived,
            run: () => archive(unit, !unit.archived),
          },
        ]
      : []),
  ];

  function add(key: "add" | "addCompany", parent: Unit | null) {
    return { key, label: t(`unit.${key}`), run: () => setDeed({ type: "add", parent }) };
  }
  async function done(now: Unit) {
    const text = t(deed?.type === "add" ? "unit.added" : "unit.renamed", { name: now.label });
    showToast({ text, tone: "success" });
    setDeed(null);
    await queries.invalidateQueries({ queryKey: keys.all });
    onChoose(now.id);
  }

  return (
    <>
      {isBare && adding && <Button onClick={adding.run}>{adding.label}</Button>}
      <MenuButton label={t("unit.acts", { name: unit?.label ?? t("everybody") })} items={items}>
        <EllipsisOutlined aria-hidden />
      </MenuButton>
      {deed && (
        <UnitDialog
          deed={deed}
          units={units}
          onClose={() => setDeed(null)}
          onDone={(now) => void done(now)}
        />
      )}
      {isMoving && unit && (
        <MoveDialog
          unit={unit}
          units={units}
          onClose={() => setIsMoving(false)}
          onMove={(place) => {
            setIsMoving(false);
            move(unit, place);
          }}
        />
      )}
    </>
  );
}
