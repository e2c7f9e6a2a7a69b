import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "segment",
  begin: () => ({ segment: "", on: "entered" }),
  sentence: (trigger, { t, entity, segment }) =>
    t(trigger["on"] === "left" ? "left" : "entered", {
      entity: entity(trigger["entity"]),
      segment: trigger["segment"] ? segment(trigger["segment"]) : t("unset"),
    }),
} satisfies TriggerTypeUi;
