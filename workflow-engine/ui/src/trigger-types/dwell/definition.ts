import type { TriggerTypeUi } from "@dougong/kit/workflows";

const choices = new Set(["stage", "choice"]);

export default {
  id: "dwell",
  begin: (fields) => {
    const found = fields.filter(({ type }) => choices.has(type));
    const first = found.find(({ type }) => type === "stage") ?? found[0];
    const [value] = first?.stages ?? first?.options ?? [];
    return { field: first?.key ?? "", value: value?.value ?? "", after: "P3D" };
  },
  sentence: (trigger, { t, entity, field, option, span }) => {
    const { entity: of, field: key, value } = trigger;
    return t("sentence", {
      entity: entity(of),
      field: key ? field(of, key) : t("unset"),
      value: value ? option(of, key, value) : t("unset"),
      after: span(trigger["after"]),
    });
  },
} satisfies TriggerTypeUi;
