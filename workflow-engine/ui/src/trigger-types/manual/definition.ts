import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "manual",
  sentence: (trigger, { t, entity }) =>
    trigger["entity"] ? t("sentence", { entity: entity(trigger["entity"]) }) : t("free"),
} satisfies TriggerTypeUi;
