import "./texts.ts";

export { SyncPage } from "./SyncPage.tsx";
export { SyncsPage } from "./SyncsPage.tsx";
