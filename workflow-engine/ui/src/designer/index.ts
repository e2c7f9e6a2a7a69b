import "../texts.ts";
import "./texts.ts";

export { NewWorkflowPage, WorkflowDesignerPage } from "./DesignerPages.tsx";
export { WorkflowListPage } from "./ListPage.tsx";
export { RunPage } from "./RunPage.tsx";
export { WhyPage } from "./WhyPage.tsx";
export { TrialPage } from "./TrialPage.tsx";
export { RunListPage } from "./RunListPage.tsx";
