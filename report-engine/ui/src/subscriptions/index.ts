import "../texts.ts";
import "./texts.ts";

export { PackPage } from "./PackPage.tsx";
export { SubscriptionsPage } from "./SubscriptionsPage.tsx";
