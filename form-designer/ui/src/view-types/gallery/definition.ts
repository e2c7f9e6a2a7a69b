import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";
import { begin } from "./plan.ts";

export default {
  id: "gallery",
  label: { zh: "图册", en: "Gallery" },
  View: lazy(() => import("./Gallery.tsx")),
  begin,
  Options: lazy(() => import("./GalleryOptions.tsx")),
} satisfies ViewTypeDefinition;
