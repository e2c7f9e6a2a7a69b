import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";
import { begin } from "./begin.ts";

export default {
  id: "gantt",
  label: { zh: "甘特图", en: "Gantt" },
  View: lazy(() => import("./Gantt.tsx")),
  begin,
  Options: lazy(() => import("./GanttOptions.tsx")),
} satisfies ViewTypeDefinition;
