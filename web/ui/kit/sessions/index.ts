import "./sessions.css";
import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("sessions", { zh, en });

export * from "./deviceWords.ts";
export * from "./SessionFacts.tsx";
