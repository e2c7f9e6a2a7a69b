export * from "./debounce.ts";
export * from "./drafts.ts";
export * from "./history.ts";
export * from "./media.ts";
export * from "./random-key.ts";
export * from "./save-file.ts";
