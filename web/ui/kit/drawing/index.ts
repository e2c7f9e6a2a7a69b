export * from "./axes.ts";
export * from "./Course.tsx";
export * from "./Drawing.tsx";
export * from "./leftOut.ts";
export * from "./look.ts";
export * from "./series.ts";
