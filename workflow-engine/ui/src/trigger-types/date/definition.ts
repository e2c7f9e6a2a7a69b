import type { TriggerTypeUi } from "@dougong/kit/workflows";

const dates = new Set(["date", "dateTime"]);

export default {
  id: "date",
  begin: (fields) => {
    const first = fields.find((field) => dates.has(field.type) && field.system !== true);
    return { field: first?.key ?? "" };
  },
  sentence: (trigger, { t, entity, field, span }) => {
    const offset = String(trigger["offset"] ?? "");
    const isNone = offset === "" || offset === "P0D";
    const places = {
      entity: entity(trigger["entity"]),
      field: trigger["field"] ? field(trigger["entity"], trigger["field"]) : t("unset"),
      span: span(offset.replace("-", "")),
      every: trigger["repeat"] === "yearly" ? t("yearly") : "",
      time: trigger["time"] ? t("time", { time: String(trigger["time"]) }) : "",
    };
    return t(isNone ? "on" : offset.startsWith("-") ? "before" : "after", places);
  },
} satisfies TriggerTypeUi;
