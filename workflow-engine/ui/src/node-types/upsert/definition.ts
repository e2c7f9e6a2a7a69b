import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "upsert",
  group: "data",
  begin: () => ({ entity: "", key: [], values: {} }),
  sentence: (node, { t, entity, field, list }) => {
    if (!node["entity"]) return t("unset");
    const names = (keys: readonly string[]) => list(keys.map((key) => field(node["entity"], key)));
    const keys = Array.isArray(node["key"]) ? node["key"].map(String) : [];
    return t("sentence", {
      entity: entity(node["entity"]),
      key: names(keys) || t("noKey"),
      values: names(Object.keys((node["values"] as JsonObject | undefined) ?? {})),
    });
  },
  output: (node) => ({ type: "reference", kind: "reference", target: String(node["entity"]) }),
} satisfies NodeTypeUi;
