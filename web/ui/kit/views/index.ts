export * from "./days.ts";
export * from "./definition.ts";
export * from "./GroupHeading.tsx";
export * from "./groups.ts";
export * from "./moves.ts";
export * from "./pages.ts";
export * from "./RecordFacts.tsx";
