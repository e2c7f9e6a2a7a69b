export * from "./DragArea.tsx";
