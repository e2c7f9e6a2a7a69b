import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";
import { begin } from "./begin.ts";

export default {
  id: "calendar",
  label: { zh: "日历", en: "Calendar" },
  View: lazy(() => import("./Calendar.tsx")),
  begin,
  Options: lazy(() => import("./CalendarOptions.tsx")),
} satisfies ViewTypeDefinition;
