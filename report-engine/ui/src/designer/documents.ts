export { findStored, freeDocumentKey, loadDocument } from "@dougong/kit/designer";
