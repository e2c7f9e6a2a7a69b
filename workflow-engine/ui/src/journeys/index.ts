import "./texts.ts";

export { JourneyNote } from "./JourneyNote.tsx";
export { type Starts, useStarts } from "./useStarts.tsx";
