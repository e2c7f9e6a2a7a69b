import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("fields", { zh, en });

export * from "./checks.ts";
export * from "./computed.ts";
export * from "./definition.ts";
export * from "./FieldShell.tsx";
export * from "./filters.ts";
export * from "./guide.ts";
export { isMask, type Reveal, RevealContext, RevealProvider } from "./reveal.tsx";
export * from "./options.ts";
export * from "./parts/index.ts";
export * from "./pickSource.ts";
export * from "./registry.tsx";
export * from "./values.ts";
