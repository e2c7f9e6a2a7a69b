export { useTranslation } from "react-i18next";
export * from "./format.ts";
export * from "./language.ts";
