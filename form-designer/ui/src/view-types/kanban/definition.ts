import type { ViewTypeDefinition } from "@dougong/kit/views";
import { lazy } from "react";

export default {
  id: "kanban",
  View: lazy(() => import("./Board.tsx")),
} satisfies ViewTypeDefinition;
