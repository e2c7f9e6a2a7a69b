import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "delay",
  group: "flow",
  seldom: ["until"],
  begin: () => ({ for: "P1D" }),
  sentence: (node, { t, span, expression }) => {
    if (node["for"]) return t("sentence", { span: span(node["for"]) });
    if (node["until"]) return t("until", { moment: expression(node["until"]) });
    return t("unset");
  },
} satisfies NodeTypeUi;
