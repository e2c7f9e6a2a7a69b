import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("moves", { zh, en });

export * from "./faults.ts";
export * from "./ReasonDialog.tsx";
export * from "./StageSteps.tsx";
