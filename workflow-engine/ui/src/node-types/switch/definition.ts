import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

const casesOf = ({ cases }: JsonObject): JsonObject[] =>
  Array.isArray(cases) ? (cases as JsonObject[]) : [];

export default {
  id: "switch",
  group: "flow",
  seldom: ["else"],
  begin: () => ({ cases: [{ when: "", next: "end" }] }),
  sentence: (node, { t, list, expression }) => {
    const said = casesOf(node).map(({ when }) => (when ? expression(when) : t("unset")));
    return t("sentence", { cases: list(said) || t("unset") });
  },
  output: () => ({ type: "integer", kind: "integer" }),
} satisfies NodeTypeUi;
