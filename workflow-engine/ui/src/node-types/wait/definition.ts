import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "wait",
  group: "flow",
  seldom: ["on", "until", "then", "else"],
  begin: () => ({ entity: "", where: {}, for: "P7D" }),
  sentence: (node, { t, entity, field, list, expression, span }) => {
    if (!node["entity"]) return t("unset");
    const where = Object.entries((node["where"] as JsonObject | undefined) ?? {}).map(
      ([key, text]) => `${field(node["entity"], key)} = ${expression(text)}`,
    );
    const longest = node["for"] ? t("for", { span: span(node["for"]) }) : "";
    return t("sentence", { entity: entity(node["entity"]), where: list(where) }) + longest;
  },
  output: (node) => ({ type: "reference", kind: "reference", target: String(node["entity"]) }),
} satisfies NodeTypeUi;
