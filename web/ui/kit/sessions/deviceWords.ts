import { parse } from "bowser";

/** What a browser says that it is, as people know it: `Chrome · Windows`; empty if nobody knows. */
export function deviceWords(device: string): string {
  if (device === "") return "";
  const { browser, os, platform } = parse(device);
  const words = [browser.name, os.name, platform.model].filter(Boolean);
  return [...new Set(words)].join(" · ");
}
