import { registerTexts } from "@dougong/kit/i18n";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("form", { zh, en });

export { FieldServicesHost } from "./runtime/FieldServicesHost.tsx";
export { fieldTypes } from "./runtime/fieldTypes.ts";
export * from "./runtime/layout.ts";
export type { Evaluate } from "./runtime/evaluator.ts";
export { LiveRules } from "./runtime/live.ts";
export { RecordForm } from "./runtime/RecordForm.tsx";
export type { RecordFormProps } from "./runtime/recordFormProps.ts";
export { viewTypeOf } from "./runtime/viewTypes.ts";
