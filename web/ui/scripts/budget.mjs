// Sizes of what a visitor downloads, from Vite's manifest; fails above the budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const out = process.argv[2] ?? "dist";
const budgets = JSON.parse(readFileSync(new URL("./budgets.json", import.meta.url), "utf8"));
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));

function filesOf(entries) {
  const seen = new Set();
  const files = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk)
      throw new Error(
        `"${key}" is not in the manifest. Known: ${Object.keys(manifest).join(", ")}`,
      );
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  entries.forEach(visit);
  return { files: [...files], modules: [...seen] };
}

const kilobytes = (files) =>
  files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: 9 }).length,
    0,
  ) / 1000;

let failures = 0;
for (const { name, entries, maxKilobytes, never = [] } of budgets) {
  const { files, modules } = filesOf(entries);
  const size = kilobytes(files);
  const stray = modules.filter((module) => never.some((part) => module.includes(part)));
  const isOk = size <= maxKilobytes && stray.length === 0;
  if (!isOk) failures++;
  console.log(
    `${isOk ? "ok  " : "FAIL"} ${name}: ${size.toFixed(1)} kB of ${maxKilobytes} kB gzip, ${files.length} files`,
  );
  if (stray.length > 0) console.log(`     must not be in it: ${stray.join(", ")}`);
}
process.exit(failures === 0 ? 0 : 1);
