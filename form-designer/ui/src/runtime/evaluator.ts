import type { Workspace } from "@dougong/kit/api";
import type { Evaluate } from "./live.ts";

/** The interpreter of checked trees for this user; the server evaluates again on saving. */
export function evaluatorOf(_workspace: Workspace): Evaluate {
  return () => undefined;
}
