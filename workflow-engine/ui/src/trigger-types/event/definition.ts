import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "event",
  begin: (fields) => ({
    field: fields.find(({ type }) => type === "choice")?.key ?? "",
    event: "",
  }),
  sentence: (trigger, { t, entity, option }) =>
    t("sentence", {
      entity: entity(trigger["entity"]),
      event: trigger["event"]
        ? option(trigger["entity"], trigger["field"], trigger["event"])
        : t("unset"),
    }),
} satisfies TriggerTypeUi;
