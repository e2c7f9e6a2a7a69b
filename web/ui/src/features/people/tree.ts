import type { Unit, UnitKind } from "./api.ts";

/** A unit with those below it. */
export interface Branch {
  unit: Unit;
  level: number;
  below: Branch[];
}

const order: Record<UnitKind, number> = { company: 0, region: 1, store: 2 };

/** The tree of the units; those whose parent is not shown stand at the top. */
export function branchesOf(units: Unit[]): Branch[] {
  const known = new Set(units.map(({ id }) => id));
  const under = new Map<string, Unit[]>();
  for (const unit of units) {
    const parent = unit.parent && known.has(unit.parent.id) ? unit.parent.id : "";
    under.set(parent, [...(under.get(parent) ?? []), unit]);
  }
  const grow = (parent: string, level: number): Branch[] =>
    (under.get(parent) ?? [])
      .toSorted((one, other) => order[one.kind] - order[other.kind])
      .map((unit) => ({ unit, level, below: grow(unit.id, level + 1) }));
  return grow("", 1);
}

/** The branches from top to bottom, without what is below closed ones. */
export function shownBranches(branches: Branch[], closed: ReadonlySet<string>): Branch[] {
  return branches.flatMap((branch) => [
    branch,
    ...(closed.has(branch.unit.id) ? [] : shownBranches(branch.below, closed)),
  ]);
}

/** What may be added below a unit. */
export const kindsBelow = (kind: UnitKind | null): UnitKind[] =>
  kind === null ? ["company"] : kind === "store" ? [] : ["region", "store"];

/** Whether a unit may be moved below another one: a fitting kind, and not below itself. */
export function mayMove(unit: Unit, place: Unit, units: Unit[]): boolean {
  if (!kindsBelow(place.kind).includes(unit.kind) || place.archived) return false;
  if (unit.parent?.id === place.id) return false;
  const byId = new Map(units.map((one) => [one.id, one]));
  for (let above: Unit | undefined = place; above; above = byId.get(above.parent?.id ?? "")) {
    if (above.id === unit.id) return false;
  }
  return true;
}
