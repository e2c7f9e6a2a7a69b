// Counts what may only go down: suppressed warnings per 1,000 lines, files over 400 lines, Java methods over
// 50 lines. What ratchets.json allows beyond that is written down there, and is taken away by --lower once it
// is no longer needed. Prints what is wrong, one line each, and fails where there is any.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const maxFile = 400;
const maxMethod = 50;
const file = new URL("./ratchets.json", import.meta.url);
const allowed = JSON.parse(readFileSync(file, "utf8"));

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.java", "*.ts", "*.tsx", "*.css"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((name) => name !== "" && existsSync(name))
  .map((name) => ({ name, lines: readFileSync(name, "utf8").split("\n").slice(0, -1) }));

const suppression = {
  java: /@SuppressWarnings\b/,
  ts: /(?:biome-ignore|oxlint-disable|eslint-disable|@ts-expect-error)/,
};

function suppressions(language) {
  const mine = sources.filter(({ name }) => (language === "java") === name.endsWith(".java"));
  const lines = mine.flatMap((source) => source.lines);
  const count = lines.filter((line) => suppression[language].test(line)).length;
  return { count, rate: lines.length === 0 ? 0 : (count * 1000) / lines.length };
}

// google-java-format puts the last brace of a member at the indentation of its first line.
function* methods({ name, lines }) {
  for (const indent of [2, 4, 6]) {
    const margin = " ".repeat(indent);
    let start = -1;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index];
      if (line.startsWith(margin) && /[A-Za-z<]/.test(line[indent] ?? "")) {
        start = index;
      } else if (start >= 0 && line === `${margin}}`) {
        const head = lines.slice(start, index).join(" ").split("{")[0];
        const called = /([A-Za-z0-9_]+)\s*\(/.exec(head);
        if (called !== null && !/\b(?:class|interface|enum|record)\b/.test(head.split("(")[0]) && !/^\s*(?:if|for|while|switch|try|do|else|return)\b/.test(head)) {
          yield { key: `${name}#${called[1]}`, size: index - start + 1 };
        }
        start = -1;
      }
    }
  }
}

const problems = [];
const lowered = structuredClone(allowed);

for (const language of ["java", "ts"]) {
  const { count, rate } = suppressions(language);
  const limit = allowed.suppressionsPerThousandLines[language];
  if (rate > limit) problems.push(`${count} suppressed warnings in ${language}: ${rate.toFixed(2)} per 1,000 lines, allowed ${limit}`);
}

function compare(kind, sizes, limit) {
  for (const [key, size] of sizes) {
    const most = allowed[kind][key] ?? limit;
    if (size > most) problems.push(`${key}: ${size} lines, allowed ${most}`);
    if (key in allowed[kind]) {
      if (size <= limit) delete lowered[kind][key];
      else lowered[kind][key] = Math.min(size, most);
    }
  }
  for (const key of Object.keys(allowed[kind])) if (!sizes.has(key)) delete lowered[kind][key];
}

compare("longFiles", new Map(sources.map(({ name, lines }) => [name, lines.length])), maxFile);
const sizes = new Map();
for (const source of sources.filter(({ name }) => name.endsWith(".java"))) {
  for (const { key, size } of methods(source)) sizes.set(key, Math.max(size, sizes.get(key) ?? 0));
}
compare("longMethods", sizes, maxMethod);

if (JSON.stringify(lowered) !== JSON.stringify(allowed)) {
  if (process.argv.includes("--lower")) writeFileSync(file, `${JSON.stringify(lowered, null, 2)}\n`);
  else console.log("ratchets.json allows more than is needed; lower it: node .ci/check-ratchets.mjs --lower");
}
for (const problem of problems) console.log(problem);
const most = (map) => [...map.entries()].sort((a, b) => b[1] - a[1])[0] ?? ["none", 0];
console.log(`longest file ${most(new Map(sources.map(({ name, lines }) => [name, lines.length]))).join(" ")}, longest method ${most(sizes).join(" ")}; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
