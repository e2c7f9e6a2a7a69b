import "./texts.ts";

export { DashboardPage } from "./dashboard/DashboardPage.tsx";
