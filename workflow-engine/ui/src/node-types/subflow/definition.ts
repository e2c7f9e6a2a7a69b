import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "subflow",
  group: "flow",
  seldom: ["wait"],
  begin: () => ({ workflow: "" }),
  sentence: (node, { t, workflow }) =>
    node["workflow"] ? t("sentence", { workflow: workflow(node["workflow"]) }) : t("unset"),
} satisfies NodeTypeUi;
