import "./texts.ts";

export { PoolNote } from "./PoolNote.tsx";
export { PoolPage } from "./PoolPage.tsx";
