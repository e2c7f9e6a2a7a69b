import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";
import { begin } from "./begin.ts";

export default {
  id: "kanban",
  label: { zh: "看板", en: "Board" },
  View: lazy(() => import("./Board.tsx")),
  begin,
  Options: lazy(() => import("./BoardOptions.tsx")),
} satisfies ViewTypeDefinition;
