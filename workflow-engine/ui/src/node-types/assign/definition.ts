import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "assign",
  group: "people",
  seldom: ["record", "field", "users", "nearest", "load", "none"],
  begin: () => ({ how: "roundRobin" }),
  sentence: (node, { t, people }) =>
    t("sentence", {
      who: people(node) || t("nobody"),
      how: t(`value.how.${String(node["how"] ?? "roundRobin")}`),
    }),
  output: () => ({ type: "user", kind: "reference" }),
} satisfies NodeTypeUi;
