export * from "./axes.ts";
export * from "./Drawing.tsx";
export * from "./look.ts";
export * from "./series.ts";
