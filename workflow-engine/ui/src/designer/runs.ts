import type { JsonObject } from "@dougong/kit/api";
import { formatInstant } from "@dougong/kit/i18n";
import type { RunStatus, RunStep } from "./api.ts";

export const runStatuses: readonly RunStatus[] = [
  "running",
  "failed",
  "done",
  "cancelled",
  "stopped",
];

type Translate = (key: string, places: { count: number }) => string;

const units = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
] as const;

/** How long something took, by its largest unit. */
export function lengthText(from: string, to: string, t: Translate): string {
  const length = Math.max(0, new Date(to).getTime() - new Date(from).getTime());
  for (const [unit, size] of units) {
    if (length >= size) return t(`span.${unit}`, { count: Math.floor(length / size) });
  }
  return t("span.seconds", { count: Math.round(length / 100) / 10 });
}

/** What happened at each node, last time first; nodes that were not reached are missing. */
export function stepsByNode(steps: readonly RunStep[]): ReadonlyMap<string, readonly RunStep[]> {
  const found = new Map<string, RunStep[]>();
  for (const step of steps) found.set(step.node, [step, ...(found.get(step.node) ?? [])]);
  return found;
}

type Say = (key: string, places: Record<string, string>) => string;

const moment = (value: unknown): string =>
  typeof value === "string" ? formatInstant(value, "short") : "";

/** Why a run began, in words; what is not known says nothing. */
export function becauseText(reason: JsonObject, fields: readonly string[], t: Say): string {
  const by = String(reason["by"] ?? "");
  const why = String(reason["why"] ?? "");
  const operation = String(reason["operation"] ?? "");
  if (by === "record" && /^(form|link):/.test(why)) return t("because.form", {});
  if (by === "record" && operation !== "")
    return t(fields.length > 0 ? "because.fields" : `because.record.${operation}`, {
      fields: fields.join(t("comma", {})),
    });
  if (by === "segment") return t(`because.segment.${String(reason["on"])}`, {});
  return by === "" || by === "record"
    ? ""
    : t(`because.${by}`, { due: moment(reason["due"]), at: moment(reason["at"]) });
}
