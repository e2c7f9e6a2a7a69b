import { DragArea, useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { useTranslation } from "@dougong/kit/i18n";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Unit } from "./api.ts";
import { type Branch, branchesOf, shownBranches } from "./tree.ts";

interface UnitTreeProps {
  units: Unit[];
  /** Id of the chosen unit; null for everybody. */
  chosen: string | null;
  onChoose: (unit: string | null) => void;
  onMove: (unit: Unit, place: Unit) => void;
}

/**
 * The organisation as a tree: arrows walk, Enter chooses, a unit is pulled onto the one that it
 * shall stand below. The first line stands for everybody.
 */
export function UnitTree({ units, chosen, onChoose, onMove }: UnitTreeProps) {
  const { t } = useTranslation("organisation");
  const host = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [walked, setWalked] = useState<string | null>(null);
  const shown = shownBranches(branchesOf(units), closed);
  const stops = [null, ...shown.map(({ unit }) => unit.id)];
  const here = stops.includes(walked) ? walked : null;

  const walk = (to: string | null) => {
    setWalked(to);
    host.current?.querySelector<HTMLElement>(`[data-unit="${to ?? ""}"]`)?.focus();
  };
  const fold = (id: string, isClosed: boolean) => {
    const next = new Set(closed);
    if (isClosed) next.add(id);
    else next.delete(id);
    setClosed(next);
  };
  function onKeyDown(event: KeyboardEvent) {
    const at = stops.indexOf(here);
    const branch = shown[at - 1];
    const step = stepOf(event.key, at, stops.length);
    if (step !== undefined) walk(stops[step] ?? null);
    else if (event.key === "Enter" || event.key === " ") onChoose(here);
    else if (event.key === "ArrowRight" && branch) fold(branch.unit.id, false);
    else if (event.key === "ArrowLeft" && branch) {
      const isOpen = branch.below.length > 0 && !closed.has(branch.unit.id);
      if (isOpen) fold(branch.unit.id, true);
      else walk(branch.unit.parent?.id ?? null);
    } else return;
    event.preventDefault();
  }

  return (
    <DragArea
      onDrop={(item, place) => {
        const byId = (id: string) => units.find((unit) => unit.id === id);
        const unit = byId(item);
        const target = byId(place);
        if (unit && target && unit !== target) onMove(unit, target);
      }}
    >
      <div
        ref={host}
        role="tree"
        tabIndex={-1}
        aria-label={t("tree")}
        className="dg-units"
        onKeyDown={onKeyDown}
      >
        <div
          role="treeitem"
          data-unit=""
          aria-level={1}
          aria-selected={chosen === null}
          tabIndex={here === null ? 0 : -1}
          className="dg-unit"
          onClick={() => {
            setWalked(null);
            onChoose(null);
          }}
          onKeyDown={() => undefined}
        >
          <div className="dg-unit-line dg-unit-everybody">{t("everybody")}</div>
        </div>
        {shown.map((branch) => (
          <UnitLine
            key={branch.unit.id}
            branch={branch}
            isChosen={chosen === branch.unit.id}
            isHere={here === branch.unit.id}
            isClosed={closed.has(branch.unit.id)}
            onFold={fold}
            onChoose={(id) => {
              setWalked(id);
              onChoose(id);
            }}
          />
        ))}
      </div>
    </DragArea>
  );
}

function stepOf(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

interface UnitLineProps {
  branch: Branch;
  isChosen: boolean;
  isHere: boolean;
  isClosed: boolean;
  onFold: (id: string, isClosed: boolean) => void;
  onChoose: (id: string) => void;
}

function UnitLine({ branch, isChosen, isHere, isClosed, onFold, onChoose }: UnitLineProps) {
  const { t } = useTranslation("organisation");
  const { unit, level, below } = branch;
  const isFixed = unit.kind === "company" || unit.archived;
  const { ref: dragRef, isDragging } = useDragItem(unit.id, isFixed);
  const isClosedToOthers = unit.kind === "store" || unit.archived;
  const { ref: dropRef, isDropTarget } = useDropPlace(unit.id, isClosedToOthers);
  const looks = [
    "dg-unit",
    isDropTarget ? "dg-unit-target" : "",
    isDragging ? "dg-unit-moving" : "",
    unit.archived ? "dg-unit-archived" : "",
  ];
  return (
    <div
      ref={dropRef}
      role="treeitem"
      data-unit={unit.id}
      aria-level={level}
      aria-selected={isChosen}
      {...(below.length > 0 ? { "aria-expanded": !isClosed } : {})}
      tabIndex={isHere ? 0 : -1}
      className={looks.filter(Boolean).join(" ")}
      onClick={() => onChoose(unit.id)}
      onKeyDown={() => undefined}
    >
      <div
        ref={dragRef}
        className="dg-unit-line"
        style={{ paddingInlineStart: 4 + (level - 1) * 16 }}
      >
        <span
          aria-hidden
          className="dg-unit-fold"
          onClick={(event) => {
            if (below.length === 0) return;
            event.stopPropagation();
            onFold(unit.id, !isClosed);
          }}
        >
          {below.length === 0 ? "" : isClosed ? "▸" : "▾"}
        </span>
        <span className="dg-unit-name">{unit.label}</span>
        <small>{unit.archived ? t("archived") : t(`kind.${unit.kind}`)}</small>
      </div>
    </div>
  );
}
