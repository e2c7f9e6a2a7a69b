import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Root } from "./app/Root.tsx";
import { reloadOnceWhenDeployed } from "./app/deployment.ts";

reloadOnceWhenDeployed();

const host = document.getElementById("root");
if (host) {
  createRoot(host).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}
