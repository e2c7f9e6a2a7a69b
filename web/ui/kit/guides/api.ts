import { useQuery } from "@tanstack/react-query";
import { type Label, type Page, queryText, request } from "../api/index.ts";
import type { GuideTarget } from "./targets.ts";

/** One thing to do. */
export interface GuideStep {
  key: string;
  label: Label;
  text: Label;
  /** Where it is done; null outside of the product. */
  open: GuideTarget | null;
  /** Whether the person ticks it; else a record shows it. */
  ticked: boolean;
  done: boolean;
  doneAt: string | null;
}

/** Steps that belong together. */
export interface Guide {
  key: string;
  label: Label;
  description: Label;
  steps: GuideStep[];
}

export interface MyGuides {
  items: Guide[];
  /** Whether the start page leaves them out. */
  putAway: boolean;
}

/** How far a person is. */
export interface GuideStanding {
  id: string;
  username: string;
  name: string;
  orgUnit: { id: string; label: string | null } | null;
  steps: number;
  done: number;
  lastAt: string | null;
  next: { guide: Label; step: Label } | null;
}

export interface GuideStandings extends Page<GuideStanding> {
  people: number;
  finished: number;
}

export interface GuideQuestion {
  q: string;
  unit: string;
  /** `name`, `share` or `last`, with a minus for the greatest first. */
  sort: string;
}

export const guideKeys = {
  mine: ["guides", "mine"] as const,
  progress: (question: GuideQuestion) => ["guides", "progress", question] as const,
};

/** Looks what is done by now; the server keeps it. */
export const lookAtGuides = (): Promise<MyGuides> =>
  request("/api/guides/look", { method: "POST", body: {} });

export const tickStep = (guide: string, step: string, done: boolean): Promise<unknown> =>
  request(`/api/guides/${encodeURIComponent(guide)}/steps/${encodeURIComponent(step)}`, {
    method: "PUT",
    body: { done },
  });

export const putGuidesAway = (putAway: boolean): Promise<unknown> =>
  request("/api/guides/put-away", { method: "PUT", body: { putAway } });

export const readGuideProgress = (
  question: GuideQuestion,
  after: string,
): Promise<GuideStandings> => request(`/api/guides/progress${queryText({ ...question, after })}`);

/** Asked anew whenever somebody comes back to where they are shown. */
export const useGuides = () =>
  useQuery({
    queryKey: guideKeys.mine,
    queryFn: lookAtGuides,
    staleTime: 0,
    refetchOnMount: "always",
    refetchOnWindowFocus: "always",
  });

export interface GuideShare {
  done: number;
  of: number;
  /** The first step that is left. */
  next: GuideStep | null;
}

/** How far somebody is with some guides. */
export function shareOf(guides: readonly Guide[]): GuideShare {
  const steps = guides.flatMap((guide) => guide.steps);
  return {
    done: steps.filter((step) => step.done).length,
    of: steps.length,
    next: steps.find((step) => !step.done) ?? null,
  };
}
