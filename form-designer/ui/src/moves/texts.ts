import { registerTexts } from "@dougong/kit/i18n";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

registerTexts("moves", { zh, en });
