import type { TriggerTypeUi } from "@dougong/kit/workflows";

export default {
  id: "holiday",
  begin: () => ({ holiday: "springFestival", days: -1 }),
  sentence: (trigger, { t }) => {
    const days = Number(trigger["days"] ?? 0);
    const when = days === 0 ? "on" : days < 0 ? "before" : "after";
    return t(when, {
      holiday: t(`value.holiday.${String(trigger["holiday"])}`),
      count: Math.abs(days),
      time: String(trigger["time"] ?? "09:00"),
    });
  },
} satisfies TriggerTypeUi;
