import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "create",
  group: "data",
  begin: () => ({ entity: "", values: {} }),
  sentence: (node, { t, entity, field, list }) => {
    if (!node["entity"]) return t("unset");
    const names = Object.keys((node["values"] as JsonObject | undefined) ?? {});
    const values = list(names.map((name) => field(node["entity"], name)));
    const filled = names.length > 0 ? t("with", { values }) : "";
    return t("sentence", { entity: entity(node["entity"]) }) + filled;
  },
  output: (node) => ({ type: "reference", kind: "reference", target: String(node["entity"]) }),
} satisfies NodeTypeUi;
