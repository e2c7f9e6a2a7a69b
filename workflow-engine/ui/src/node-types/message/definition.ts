import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "message",
  group: "people",
  begin: ({ channel }) => ({ channel: channel(null) }),
  sentence: (node, { t, channel, expression, text }) =>
    t("sentence", {
      channel: channel(node["channel"]),
      to: node["to"] ? expression(node["to"]) : t("nobody"),
      body: text(node["body"]) || t("empty"),
    }),
} satisfies NodeTypeUi;
