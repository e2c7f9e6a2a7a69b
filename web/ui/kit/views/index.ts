export * from "./definition.ts";
export * from "./moves.ts";
export * from "./RecordFacts.tsx";
