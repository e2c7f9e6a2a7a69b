import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "eachRow",
  group: "data",
  begin: () => ({ table: "", entity: "", key: [], values: {} }),
  sentence: (node, { t, entity, field, list }) => {
    if (!node["entity"] || !node["table"]) return t("unset");
    const names = (keys: readonly string[]) => list(keys.map((key) => field(node["entity"], key)));
    const keys = Array.isArray(node["key"]) ? node["key"].map(String) : [];
    return t("sentence", {
      entity: entity(node["entity"]),
      key: names(keys) || t("noKey"),
      values: names(Object.keys((node["values"] as JsonObject | undefined) ?? {})),
    });
  },
  output: () => ({ type: "integer", kind: "integer" }),
} satisfies NodeTypeUi;
