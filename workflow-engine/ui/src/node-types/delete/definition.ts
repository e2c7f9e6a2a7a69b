import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "delete",
  group: "data",
  sentence: (node, { t, expression }) =>
    t("sentence", { record: node["record"] ? expression(node["record"]) : t("own") }),
} satisfies NodeTypeUi;
