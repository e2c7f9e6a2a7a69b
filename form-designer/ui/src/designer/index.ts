export { DesignerPage } from "./DesignerPage.tsx";
export { NewEntityPage } from "./NewEntityPage.tsx";
export { ViewDesignerPage } from "./ViewDesignerPage.tsx";
