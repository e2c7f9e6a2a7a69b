import "../texts.ts";
import "./texts.ts";

export { DashboardDesignerPage, NewDashboardPage } from "./DashboardDesignerPage.tsx";
export { NewReportPage, ReportDesignerPage } from "./ReportDesignerPage.tsx";
