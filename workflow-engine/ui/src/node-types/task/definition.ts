import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

const outcomesOf = ({ outcomes }: JsonObject): JsonObject[] =>
  Array.isArray(outcomes) ? (outcomes as JsonObject[]) : [];

export default {
  id: "task",
  group: "people",
  seldom: ["users", "within", "remind", "remindOverdue", "escalate", "onOverdue", "wait"],
  begin: ({ about }) => ({
    ...(about === null ? {} : { assignee: "record.owner" }),
    due: "addHours(now(), 24)",
  }),
  sentence: (node, { t, people, text, expression }) => {
    const who = people(node) || t("nobody");
    const title = text(node["title"]) || t("untitled");
    const due = node["due"] ? t("due", { due: expression(node["due"]) }) : "";
    return t("sentence", { who, title }) + due;
  },
  output: (node) => ({
    type: "choice",
    kind: "text",
    options: outcomesOf(node).map((outcome) => ({
      value: String(outcome["value"]),
      label: (outcome["label"] as Record<string, string> | undefined) ?? String(outcome["value"]),
    })),
  }),
} satisfies NodeTypeUi;
