export * from "./api.ts";
export * from "./targets.ts";
