/** Who may import whom in the browser side: web/ui (app, features) -> slices' ui -> kit. */
const slices = "^(form-designer|workflow-engine|report-engine)/ui/";
const features = "^web/ui/src/features/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "kit-stands-alone",
      severity: "error",
      from: { path: "^web/ui/kit/" },
      to: { path: ["^web/ui/src/", slices] },
    },
    {
      name: "slices-import-only-the-kit",
      severity: "error",
      from: { path: slices },
      to: { path: "^web/ui/src/" },
    },
    {
      name: "slices-do-not-meet",
      severity: "error",
      from: { path: "^([^/]+)/ui/src/", pathNot: "^web/" },
      to: { path: slices, pathNot: "^$1/ui/" },
    },
    {
      name: "features-do-not-meet",
      severity: "error",
      from: { path: `${features}([^/]+)/` },
      to: { path: features, pathNot: `${features}$1/` },
    },
    {
      name: "features-do-not-import-the-app",
      severity: "error",
      from: { path: features },
      to: { path: "^web/ui/src/app/" },
    },
    {
      name: "a-type-folder-imports-only-the-kit",
      severity: "error",
      from: { path: "^([^/]+/ui/src/(?:field|view|node|trigger|chart)-types/[^/]+)/" },
      to: { path: "^[^/]+(/ui)?/", pathNot: ["^$1/", "^web/ui/kit/", "^node_modules/"] },
    },
    {
      name: "kit-only-by-its-doors",
      severity: "error",
      from: { path: ["^web/ui/src/", slices] },
      to: { path: "^web/ui/kit/", pathNot: "^web/ui/kit/[^/]+/(index\\.ts|.*\\.css)$" },
    },
    {
      name: "runtime-code-does-not-import-tests",
      severity: "error",
      from: { pathNot: ["\\.test\\.tsx?$", "/test/"] },
      to: { path: ["\\.test\\.tsx?$", "/test/"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
