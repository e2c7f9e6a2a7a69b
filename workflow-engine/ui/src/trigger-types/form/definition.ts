import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "form",
  begin: () => ({ form: "", on: ["created"] }),
  sentence: (trigger, { t, form }) => {
    const by = String(trigger["by"] ?? "anybody");
    const on = Array.isArray(trigger["on"]) ? trigger["on"].map(String) : ["created"];
    return t("sentence", {
      by: t(`by.${by}`),
      form: trigger["form"] ? form(trigger["form"]) : t("unset"),
      how: on.includes("updated") ? t(on.includes("created") ? "both" : "updated") : "",
    });
  },
} satisfies TriggerTypeUi;
