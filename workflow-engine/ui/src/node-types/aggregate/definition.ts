import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "aggregate",
  group: "data",
  begin: () => ({ entity: "", total: "count" }),
  sentence: (node, { t, entity, field, list, expression }) => {
    if (!node["entity"]) return t("unset");
    const where = Object.entries((node["where"] as JsonObject | undefined) ?? {}).map(
      ([key, text]) => `${field(node["entity"], key)} = ${expression(text)}`,
    );
    const total = t(`value.total.${String(node["total"])}`);
    const of = node["of"] ? field(node["entity"], node["of"]) : "";
    return t("sentence", { entity: entity(node["entity"]), total, of, where: list(where) });
  },
  output: () => ({ type: "decimal", kind: "decimal" }),
} satisfies NodeTypeUi;
