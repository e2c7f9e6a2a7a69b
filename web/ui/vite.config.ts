import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * What every page needs is one file, so that the first visit asks for few; so is what all drawings
 * need, which only dashboards load.
 */
const chunkGroups = [
  {
    name: "libraries",
    test: /node_modules[\\/](react|react-dom|scheduler|react-router|i18next|react-i18next|@tanstack[\\/](react-query|query-core)|lossless-json)[\\/]/,
  },
  {
    name: "shell",
    test: /[\\/]web[\\/]ui[\\/](src[\\/]app|kit[\\/](api|i18n|lib|ui))[\\/]/,
    minShareCount: 2,
  },
  {
    name: "echarts",
    test: /node_modules[\\/](echarts|zrender)[\\/]/,
    minShareCount: 2,
  },
];

/** The licence that the product shows is the one of the repository. */
const license = {
  name: "license",
  generateBundle(this: { emitFile: (file: object) => void }) {
    const source = readFileSync(new URL("../../LICENSE", import.meta.url));
    this.emitFile({ type: "asset", fileName: "license.txt", source });
  },
};

export default defineConfig({
  plugins: [react(), license],
  build: {
    manifest: true,
    target: "es2022",
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL("./index.html", import.meta.url)),
        sw: fileURLToPath(new URL("./src/worker/sw.ts", import.meta.url)),
      },
      output: {
        // The worker stands at the root, because it may only serve what stands below it.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: { groups: chunkGroups },
      },
    },
  },
  server: {
    port: 5173,
    fs: { allow: [repository] },
    // The host stays as the browser named it: the server refuses requests of other sites.
    proxy: {
      "/api": {
        target: process.env["DOUGONG_URL"] ?? "http://localhost:8080",
        changeOrigin: false,
      },
    },
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
    maxWorkers: "100%",
  },
});
