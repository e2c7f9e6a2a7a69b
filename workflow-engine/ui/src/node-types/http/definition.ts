import type { FieldMetadata, JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

const fieldTypes: Readonly<Record<string, string>> = { number: "decimal" };

function valueOf({ name, type }: JsonObject): FieldMetadata {
  const own = fieldTypes[String(type)] ?? String(type);
  return { key: String(name), type: own, kind: own };
}

const answersOf = (node: JsonObject): JsonObject[] => (node["answer"] ?? []) as JsonObject[];

export default {
  id: "http",
  group: "data",
  seldom: ["query", "accepts", "timeout"],
  begin: () => ({ connector: "", method: "POST", path: "/" }),
  sentence: (node, { t, channel, text, list }) => {
    if (!node["connector"]) return t("unset");
    const places = {
      connector: channel(node["connector"]),
      method: String(node["method"]),
      path: text(node["path"]),
    };
    const names = answersOf(node).map(({ name }) => String(name));
    return names.length === 0
      ? t("sentence", places)
      : t("sentence", places) + t("answered", { names: list(names) });
  },
  values: (node) => [
    { key: "status", type: "integer", kind: "integer" },
    ...answersOf(node).map(valueOf),
  ],
} satisfies NodeTypeUi;
