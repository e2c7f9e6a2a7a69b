import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "webhook",
  begin: () => ({ hook: "" }),
  sentence: (trigger, { t, entity, hook }) =>
    t("sentence", {
      entity: entity(trigger["entity"]),
      hook: trigger["hook"] ? hook(trigger["hook"]) : t("unset"),
    }),
} satisfies TriggerTypeUi;
