import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "stop",
  group: "flow",
  sentence: (_node, { t }) => t("sentence"),
} satisfies NodeTypeUi;
