import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "update",
  group: "data",
  begin: () => ({ values: {} }),
  sentence: (node, { t, about, expression, field, list, value }) => {
    const record = node["record"];
    const values = (node["values"] as JsonObject | undefined) ?? {};
    const said = Object.entries(values).map(([key, text]) =>
      record ? `${key} = ${expression(text)}` : `${field(about, key)} = ${value(about, key, text)}`,
    );
    return t("sentence", {
      record: record ? expression(record) : t("own"),
      values: list(said) || t("unset"),
    });
  },
} satisfies NodeTypeUi;
