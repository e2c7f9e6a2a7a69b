import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

const branchesOf = ({ branches }: JsonObject): JsonObject[] =>
  Array.isArray(branches) ? (branches as JsonObject[]) : [];

export default {
  id: "parallel",
  group: "flow",
  begin: () => ({ branches: [{ next: "end" }, { next: "end" }] }),
  sentence: (node, { t }) => t("sentence", { count: branchesOf(node).length }),
} satisfies NodeTypeUi;
