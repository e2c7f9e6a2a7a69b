import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";
import { begin } from "./plan.ts";

export default {
  id: "placeList",
  label: { zh: "地点名录", en: "Places" },
  View: lazy(() => import("./PlaceList.tsx")),
  begin,
  Options: lazy(() => import("./PlaceListOptions.tsx")),
} satisfies ViewTypeDefinition;
