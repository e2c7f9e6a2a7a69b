import { request } from "@dougong/kit/api";

/** Samples of an entity: how many go, how many somebody changed, how many are needed and stay. */
export interface SamplesOf {
  entity: string;
  removable: number;
  changed: number;
  needed: number;
}

/** `waiting`: how many records still wait for their removal. */
export interface Standing {
  items: SamplesOf[];
  waiting: number;
}

/** What shall stay: samples of these entities, and what somebody changed unless that goes too. */
export interface Choice {
  left: readonly string[];
  isWithChanged: boolean;
}

export const keyOf = ({ left, isWithChanged }: Choice) =>
  ["samples", isWithChanged, ...left] as const;

export function look({ left, isWithChanged }: Choice): Promise<Standing> {
  const query = new URLSearchParams();
  if (isWithChanged) query.set("changed", "true");
  if (left.length > 0) query.set("left", left.join(","));
  return request(`/api/samples?${query}`);
}

export const remove = ({ left, isWithChanged }: Choice): Promise<Standing> =>
  request("/api/samples/removal", { method: "POST", body: { left, changed: isWithChanged } });
