import i18next, { type i18n } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { type Label, setApiLanguage } from "../api/index.ts";

export type Language = "zh" | "en";
export const languages: readonly Language[] = ["zh", "en"];
const storageKey = "dougong.language";

interface TextTree {
  [key: string]: string | TextTree;
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

/** The person's own language, unless another one was chosen on this device. */
export function suggestLanguage(language: string | undefined): void {
  try {
    if (localStorage.getItem(storageKey) !== null) return;
  } catch {
    return;
  }
  const wanted = languages.find((one) => language?.startsWith(one));
  if (wanted && wanted !== currentLanguage()) {
    applyLanguage(wanted);
    void i18next.changeLanguage(wanted);
  }
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en-US";
  setApiLanguage(language);
}

export function startTexts(): i18n {
  if (i18next.isInitialized) return i18next;
  const language = rememberedLanguage();
  applyLanguage(language);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    supportedLngs: ["zh", "en"],
    resources: {},
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return i18next;
}

/** Adds the texts of one part; parts call it when they are loaded. */
export function registerTexts(namespace: string, texts: Record<Language, TextTree>): void {
  startTexts();
  for (const language of languages) {
    i18next.addResourceBundle(language, namespace, texts[language], true, true);
  }
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that refuses storage keeps the choice for this page only.
  }
  applyLanguage(language);
  void i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "zh";
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "zh";
}

/** The label in this language, else in any language, else the fallback (usually the key). */
export function labelText(
  label: Label | undefined | null,
  fallback = "",
  language?: Language,
): string {
  if (label === undefined || label === null) return fallback;
  if (typeof label === "string") return label === "" ? fallback : label;
  const wanted = label[language ?? currentLanguage()];
  return wanted ?? Object.values(label).find((text) => text) ?? fallback;
}
