import type { Json } from "@dougong/kit/api";
import type { TriggerTypeUi } from "@dougong/kit/workflows";

const textsOf = (list: Json | undefined): string[] => (Array.isArray(list) ? list.map(String) : []);

export default {
  id: "record",
  begin: () => ({ on: ["created"], batch: "none" }),
  sentence: (trigger, { t, entity, field, list }) => {
    const fields = textsOf(trigger["fields"]).map((key) => field(trigger["entity"], key));
    const operations = textsOf(trigger["on"]).map((one) => {
      const operation = t(`value.on.${one}`);
      const isNarrow = one === "updated" && fields.length > 0;
      return isNarrow ? t("fields", { operation, fields: list(fields) }) : operation;
    });
    return t("sentence", {
      entity: entity(trigger["entity"]),
      operations: operations.join(t("or")) || t("none"),
    });
  },
} satisfies TriggerTypeUi;
