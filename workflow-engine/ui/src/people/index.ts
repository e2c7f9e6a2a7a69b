import "./texts.ts";
import "../inbox/InboxPage.css";
import "./people.css";

export { DeputyDialog } from "./DeputyDialog.tsx";
export { DeputyPanel } from "./DeputyPanel.tsx";
export { HandOverDialog } from "./HandOverDialog.tsx";
export { HandOvers } from "./HandOvers.tsx";
export { PersonPicker } from "../inbox/PersonPicker.tsx";
