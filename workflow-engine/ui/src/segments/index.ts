import "./texts.ts";

export { SegmentsPage } from "./SegmentsPage.tsx";
