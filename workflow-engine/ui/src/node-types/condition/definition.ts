import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "condition",
  group: "flow",
  seldom: ["then", "else"],
  begin: () => ({ when: "" }),
  sentence: (node, { t }) => t(node["when"] ? "sentence" : "unset"),
  output: () => ({ type: "boolean", kind: "boolean" }),
} satisfies NodeTypeUi;
