export { GuidesPage } from "./GuidesPage.tsx";
export { ProgressPage } from "./ProgressPage.tsx";
