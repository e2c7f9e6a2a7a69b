import "./texts.ts";

export { ConnectorsPage } from "./ConnectorsPage.tsx";
export { MessagesPage } from "./MessagesPage.tsx";
