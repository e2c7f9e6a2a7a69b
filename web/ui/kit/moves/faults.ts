import { ApiProblem, type EntityMetadata, type FieldMetadata, problemText } from "../api/index.ts";
import { guideFields } from "../fields/index.ts";

/** What is wrong, by the field in which the person can mend it. */
export type Faults = Readonly<Record<string, string>>;

/** Faults of other fields than the one that moves; null where something else is wrong. */
export function faultsOf(
  error: unknown,
  entity: EntityMetadata,
  moved: FieldMetadata,
): Faults | null {
  if (!(error instanceof ApiProblem) || error.status !== 422) return null;
  const faults: Record<string, string> = {};
  for (const entry of error.entries) {
    const [, key = ""] = (entry.pointer ?? "").split("/");
    const field = entity.fields.find((one) => one.key === key);
    if (!field || field.right === "read" || key === moved.key) return null;
    faults[key] ??= problemText(entry);
  }
  return Object.keys(faults).length > 0 ? faults : null;
}

/** Fields that were asked for stay, without what was wrong with them. */
export const askedBefore = (faults: Faults, next: Faults): Faults => ({
  ...Object.fromEntries(Object.keys(faults).map((key) => [key, ""])),
  ...next,
});

/** Where somebody may say why the stage is left all the same; only when its guide asks for something. */
export function skipField(
  entity: EntityMetadata,
  moved: FieldMetadata,
  faults: Faults,
): FieldMetadata | undefined {
  const isGuided = guideFields(moved).some((key) => key in faults);
  const skip = entity.fields.find((one) => one.key === moved.skipReason);
  return isGuided && skip && skip.right !== "read" && !(skip.key in faults) ? skip : undefined;
}
