import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "message",
  group: "people",
  seldom: ["once", "trial"],
  begin: ({ channel }) => ({ channel: channel(null) }),
  sentence: (node, { t, channel, expression, text }) =>
    t("sentence", {
      channel: channel(node["channel"]),
      to: node["to"] ? expression(node["to"]) : t("nobody"),
      body: text(node["body"]) || t("empty"),
    }),
  values: () => [
    { key: "state", type: "text", kind: "text" },
    { key: "reason", type: "text", kind: "text" },
    { key: "at", type: "dateTime", kind: "dateTime" },
  ],
} satisfies NodeTypeUi;
