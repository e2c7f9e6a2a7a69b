import "./tokens.css";
import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("kit", { zh, en });

export * from "./Appearance.tsx";
export * from "./Bracket.tsx";
export * from "./Chip.tsx";
export * from "./Dialog.tsx";
export * from "./inputs.tsx";
export * from "./MenuButton.tsx";
export * from "./MenuIcon.tsx";
export * from "./navigation.ts";
export * from "./RecordAnchor.tsx";
export * from "./states.tsx";
export * from "./Toasts.tsx";
export * from "./tones.ts";
