import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "register",
  group: "data",
  seldom: ["where", "filter", "draw"],
  begin: () => ({ entity: "", into: "", member: "", for: "", key: "" }),
  sentence: (node: JsonObject, { t, entity }) =>
    node["entity"] && node["into"]
      ? t("sentence", { entity: entity(node["entity"]), into: entity(node["into"]) })
      : t("unset"),
} satisfies NodeTypeUi;
