import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("filters", { zh, en });

export * from "./ConditionList.tsx";
export * from "./ConditionText.tsx";
export * from "./conditions.ts";
export * from "./FilterDialog.tsx";
