import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "schedule",
  begin: () => ({ cron: "0 9 * * *" }),
  sentence: (trigger, { t, cron }) => t("sentence", { when: cron(trigger["cron"]) }),
} satisfies TriggerTypeUi;
