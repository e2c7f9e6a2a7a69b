import { type FieldTypeDefinition, setMasking } from "../fields/index.ts";
import { registerTexts } from "../i18n/index.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };
import { maskedType } from "./masked.tsx";

registerTexts("masked", { zh, en });

const known = new WeakMap<FieldTypeDefinition, FieldTypeDefinition>();

setMasking((type) => {
  const masked = known.get(type) ?? maskedType(type);
  known.set(type, masked);
  return masked;
});
