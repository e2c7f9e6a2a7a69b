import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  plugins: [react()],
  build: { manifest: true, target: "es2022", chunkSizeWarningLimit: 900 },
  server: {
    port: 5173,
    fs: { allow: [repository] },
    proxy: { "/api": process.env["DOUGONG_URL"] ?? "http://localhost:8080" },
  },
  test: {
    root: repository,
    include: [
      "web/ui/{src,kit}/**/*.test.{ts,tsx}",
      "{form-designer,workflow-engine,report-engine}/ui/src/**/*.test.{ts,tsx}",
    ],
    environment: "happy-dom",
    setupFiles: [fileURLToPath(new URL("./src/test/setup.ts", import.meta.url))],
    testTimeout: 20_000,
  },
});
