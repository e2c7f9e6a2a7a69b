import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };
import "./designer.css";

registerTexts("design", { zh, en });

export * from "./barEditing.ts";
export * from "./DesignerBar.tsx";
export * from "./differences.ts";
export { namesIn, pathInWords, type Words } from "./differenceWords.ts";
export * from "./documents.ts";
export * from "./ProblemList.tsx";
export * from "./useDesignerKeys.ts";
export * from "./useDraft.ts";
export * from "./usePublishing.ts";
export * from "./useRoles.ts";
