import "./texts.ts";

export { ApprovalPage } from "./approvals/ApprovalPage.tsx";
export { InboxPage } from "./inbox/InboxPage.tsx";
