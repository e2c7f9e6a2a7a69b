// Checks the documentation: links lead somewhere, the table of requirements is whole and its paths are alive,
// no two decisions have one number. Prints what is wrong, one line each, and fails where there is any.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const problems = [];
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { encoding: "utf8" })
  .split("\n")
  .filter((name) => name !== "" && existsSync(name));

// Links inside a page and outside the repository are left alone.
for (const page of pages) {
  const text = readFileSync(page, "utf8").replace(/```[\s\S]*?```/g, "");
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(?:https?:|mailto:|#)/.test(target)) continue;
    const path = normalize(join(dirname(page), target.replace(/#.*/, "")));
    if (!existsSync(path)) problems.push(`${page}: the link ${target} leads nowhere`);
  }
}

const counts = { A: 25, B: 23, C: 25, D: 26, E: 16, F: 8, G: 9, H: 12 };
const expected = Object.entries(counts).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(2, "0")}`),
);
const requirements = readFileSync("docs/requirements.md", "utf8");
const rows = [...requirements.matchAll(/^\| ([A-H]\d\d) \|.*\|([^|]*)\|$/gm)];
const ids = rows.map((row) => row[1]);
if (ids.join() !== expected.join()) problems.push("docs/requirements.md: the ids are not A01 … H12, each once and in order");
for (const [, id, where] of rows) {
  for (const [, path] of where.matchAll(/`([^`]+\/[^`]+)`/g)) {
    if (/^[\w.-]+(?:\/[\w.*-]+)+$/.test(path) && !existsSync(path)) problems.push(`docs/requirements.md: ${id} names ${path}, which does not exist`);
  }
}

const decisions = readdirSync("docs/adr").filter((name) => name.endsWith(".md")).sort();
const numbers = decisions.map((name) => Number(name.slice(0, 4)));
numbers.forEach((number, index) => {
  if (index > 0 && number === numbers[index - 1]) problems.push(`docs/adr: the number ${number} is taken twice`);
});

for (const problem of problems) console.log(problem);
const done = rows.filter((row) => /^(?:works|told): /.test(row[2].trim())).length;
console.log(`${pages.length} pages, ${rows.length} requirements (${done} work), ${decisions.length} decisions; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
