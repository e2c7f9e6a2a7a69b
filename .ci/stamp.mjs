// Prints one fingerprint of the sources of a part ("java" or "ui"), independent of git and of file times.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const left = new Set(["node_modules", "target", "dist", "test"]);
const modules = ["engine", "form-designer", "workflow-engine", "report-engine", "web"];
const sources = {
  java: ["pom.xml", ".mvn", "templates", ...modules.flatMap((module) => [`${module}/pom.xml`, `${module}/src/main`])],
  ui: ["package.json", "package-lock.json", ...modules.map((module) => `${module}/ui`)],
};

const hash = createHash("sha256");

const add = (path) => {
  hash.update(`${path}\0`);
  hash.update(createHash("sha256").update(readFileSync(path)).digest());
};

const walk = (folder) => {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!left.has(entry.name)) walk(path);
    } else if (entry.isFile()) {
      add(path);
    }
  }
};

for (const path of sources[process.argv[2]]) {
  if (!existsSync(path)) continue;
  if (/\.(xml|json)$/.test(path)) add(path);
  else walk(path);
}
console.log(hash.digest("hex"));
