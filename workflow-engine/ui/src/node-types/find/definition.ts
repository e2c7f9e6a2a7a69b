import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "find",
  group: "data",
  seldom: ["then", "else"],
  begin: () => ({ entity: "", where: {} }),
  sentence: (node, { t, entity, field, list, expression }) => {
    if (!node["entity"]) return t("unset");
    const where = Object.entries((node["where"] as JsonObject | undefined) ?? {}).map(
      ([key, text]) => `${field(node["entity"], key)} = ${expression(text)}`,
    );
    return t("sentence", { entity: entity(node["entity"]), where: list(where) });
  },
  output: (node) => ({ type: "reference", kind: "reference", target: String(node["entity"]) }),
} satisfies NodeTypeUi;
