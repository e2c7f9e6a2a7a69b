import { request } from "./client.ts";
import type { ExpressionTree } from "./metadata.ts";
import type { ProblemEntry } from "./problem.ts";

export interface ExpressionCheck {
  ok: boolean;
  type?: string;
  tree?: ExpressionTree;
  errors?: ProblemEntry[];
}

export function checkExpression(
  entity: string,
  text: string,
  expect = "boolean",
): Promise<ExpressionCheck> {
  return request("/api/expressions/check", { method: "POST", body: { entity, text, expect } });
}
