import "./texts.ts";

export { DeputyPanel } from "./DeputyPanel.tsx";
export { PeoplePage } from "./PeoplePage.tsx";
