import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "idle",
  begin: (fields) => {
    const times = fields.filter((field) => field.type === "dateTime");
    const first = times.find((field) => field.system !== true) ?? times[0];
    return { since: first?.key ?? "", after: "P7D" };
  },
  sentence: (trigger, { t, entity, field, span }) =>
    t("sentence", {
      entity: entity(trigger["entity"]),
      since: trigger["since"] ? field(trigger["entity"], trigger["since"]) : t("unset"),
      after: span(trigger["after"]),
    }),
} satisfies TriggerTypeUi;
