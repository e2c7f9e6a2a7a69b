import { type Json, type Label, type Page, type ProblemEntry, request } from "@dougong/kit/api";

/** An installed app; `previous` is the version to which its last upgrade can be taken back. */
export interface App {
  key: string;
  version: string;
  previous: string | null;
  label: Label;
}

export type Side = "ours" | "theirs";

export type Action = "create" | "update" | "delete" | "same" | "keep" | "conflict";

/** A place that this workspace and the package both changed; null is "taken away". */
export interface Conflict {
  place: string;
  base: Json;
  ours: Json;
  theirs: Json;
  choice: Side | null;
  error: ProblemEntry;
}

export interface PlanItem {
  kind: string;
  key: string;
  action: Action;
  errors: ProblemEntry[];
  conflicts: Conflict[];
}

/** What applying a package, or going back, would do. */
export interface Plan {
  app: string;
  version: string;
  installed: string | null;
  applicable: boolean;
  items: PlanItem[];
  errors: ProblemEntry[];
  warnings: ProblemEntry[];
  steps: { change: string; destructive: boolean }[];
}

export interface Choice {
  kind: string;
  key: string;
  place: string;
  side: Side;
}

/** What is planned: a file, an app that came with the product, or the way back of an app. */
export type Source = { file: File } | { shipped: string } | { app: string };

/** An app that comes with the product; `installed` is the version that is here. */
export interface ShippedApp {
  name: string;
  key: string;
  version: string;
  installed: string | null;
  label: Label;
  description: Label | null;
}

export const keys = {
  apps: ["packages"] as const,
  shipped: ["packages", "shipped"] as const,
};

export const listShipped = (): Promise<Page<ShippedApp>> => request("/api/packages/shipped");

export const uninstall = (app: string, keepsData: boolean): Promise<unknown> =>
  request(`/api/apps/${app}?data=${keepsData ? "keep" : "delete"}`, { method: "DELETE" });

export const listApps = (): Promise<Page<App>> => request("/api/apps");

export const packageAddress = (app: string): string => `/api/apps/${app}/package`;

function send<T>(
  deed: "plan" | "apply",
  source: Source,
  choices: Choice[],
  query = "",
): Promise<T> {
  if ("app" in source) {
    const path = `/api/apps/${source.app}/rollback${deed === "plan" ? "/plan" : ""}${query}`;
    return request(path, { method: "POST", body: { choices } });
  }
  if ("shipped" in source) {
    const path = `/api/packages/shipped/${source.shipped}/${deed}${query}`;
    return request(path, { method: "POST", body: { choices } });
  }
  const form = new FormData();
  form.append("file", source.file, source.file.name);
  form.append("choices", JSON.stringify({ choices }));
  return request(`/api/packages/${deed}${query}`, { method: "POST", form });
}

export const planOf = (source: Source, choices: Choice[]): Promise<Plan> =>
  send("plan", source, choices);

export const apply = (source: Source, choices: Choice[], hasConsent: boolean): Promise<unknown> =>
  send("apply", source, choices, hasConsent ? "?consent=true" : "");

/** Every conflict with what was chosen; where nobody chose yet, what is here stays. */
export function choicesOf(plan: Plan): Choice[] {
  return plan.items.flatMap(({ kind, key, conflicts }) =>
    conflicts.map(({ place, choice }) => ({ kind, key, place, side: choice ?? "ours" })),
  );
}

/** The plan with other choices, until the server has said what comes of them. */
export function withChoices(plan: Plan, choices: Choice[]): Plan {
  const side = (kind: string, key: string, place: string) =>
    choices.find((one) => one.kind === kind && one.key === key && one.place === place)?.side;
  return {
    ...plan,
    items: plan.items.map((item) => ({
      ...item,
      conflicts: item.conflicts.map((conflict) => ({
        ...conflict,
        choice: side(item.kind, item.key, conflict.place) ?? conflict.choice,
      })),
    })),
  };
}
