import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "each",
  group: "flow",
  seldom: ["sort", "limit", "wait"],
  begin: () => ({ entity: "", workflow: "" }),
  sentence: (node: JsonObject, { t, entity, workflow }) =>
    node["entity"] && node["workflow"]
      ? t("sentence", { entity: entity(node["entity"]), workflow: workflow(node["workflow"]) })
      : t("unset"),
} satisfies NodeTypeUi;
