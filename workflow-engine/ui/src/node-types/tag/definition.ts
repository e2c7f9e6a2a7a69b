import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export default {
  id: "tag",
  group: "data",
  begin: () => ({ field: "", add: [""] }),
  sentence: (node: JsonObject, { t, about, option, list, expression }) => {
    const name = (value: string) => (node["record"] ? value : option(about, node["field"], value));
    const add = list(texts(node["add"]).map(name));
    const remove = list(texts(node["remove"]).map(name));
    return t("sentence", {
      record: node["record"] ? expression(node["record"]) : t("own"),
      deeds: list([
        ...(add ? [t("adds", { tags: add })] : []),
        ...(remove ? [t("removes", { tags: remove })] : []),
      ]),
    });
  },
} satisfies NodeTypeUi;
