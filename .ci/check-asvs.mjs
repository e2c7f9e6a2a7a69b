// Checks docs/security/asvs.md: every requirement of ASVS 5.0.0 of level 1 and 2 stands there once, with a verdict;
// what "holds" has tests that carry its number; what is "not yet" only gets less. With --write the lists of tests,
// the counts and the figure of "not yet" are written anew. Prints what is wrong, one line each, and fails where
// there is any.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const page = "docs/security/asvs.md";
const file = new URL("./asvs.json", import.meta.url);
const settings = JSON.parse(readFileSync(file, "utf8"));
const writes = process.argv.includes("--write");
const problems = [];

// asvs.json holds one digit for each requirement of a section: its level.
const levels = new Map(
  Object.entries(settings.levels).flatMap(([section, digits]) => [...digits].map((level, i) => [`${section}.${i + 1}`, level])),
);

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.java", "*.test.ts", "*.test.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((name) => (!name.endsWith(".java") || name.includes("/src/test/")) && existsSync(name))
  .map((name) => ({ name, text: readFileSync(name, "utf8") }));

// google-java-format puts the members of a class at two blanks and ends each by a brace there.
function* javaTests({ name, text }) {
  const type = basename(name, ".java");
  const all = text.split("\n");
  let begin = 0;
  for (let index = 0; index < all.length; index++) {
    const member = /^ {2}[A-Za-z<][^=]*?\b(\w+)\(/.exec(all[index]);
    if (member !== null) {
      const head = all.slice(begin, index).join("\n");
      for (const [, list] of head.matchAll(/@Asvs\(([^)]*)\)/g)) {
        const numbers = [...list.matchAll(/"([^"]*)"/g)].map((found) => found[1]);
        yield { name, type, test: `${type}.${member[1]}`, numbers, runs: runs(head, text, type) };
      }
    }
    if (member !== null || /^ {2}\S.*[;}]$/.test(all[index]) || all[index] === "  }") begin = index + 1;
  }
}

function runs(head, text, type) {
  if (!/@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b/.test(head)) return "is no test";
  if (/@Tag\("full"\)/.test(text)) return "does not run with each commit";
  if (/@(?:Disabled|Enabled)\w*/.test(head)) return "can be skipped";
  if (/^(?:public )?abstract class /m.test(text)) {
    return sources.some((other) => new RegExp(`\\bextends ${type}\\b`).test(other.text)) ? "" : "is in a class that nobody extends";
  }
  return /(?:Test|IT)$/.test(type) ? "" : "is in a class that no runner knows (…Test, …IT)";
}

function* uiTests({ name, text }) {
  for (const [, title] of text.matchAll(/\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*(["'`][^\n]*?\[ASVS [^\n]*?\])/g)) {
    const numbers = /\[ASVS ([^\]]*)\]/.exec(title)[1].split(/[ ,]+/);
    yield { name, test: basename(name), numbers, runs: "" };
  }
}

const tests = new Map();
const tagged = new Set();
for (const source of sources) {
  const uses = source.text.match(/@Asvs\(|\[ASVS /g)?.length ?? 0;
  let read = 0;
  for (const found of source.name.endsWith(".java") ? javaTests(source) : uiTests(source)) {
    read++;
    if (found.runs !== "") problems.push(`${source.name}: ${found.test} carries numbers of ASVS and ${found.runs}`);
    tagged.add(`${source.name} ${found.test}`);
    for (const number of found.numbers) {
      if (!levels.has(number)) problems.push(`${source.name}: ${found.test}: ASVS 5.0.0 has no ${number}`);
      tests.set(number, new Set([...(tests.get(number) ?? []), found.test]));
    }
  }
  if (read !== uses) problems.push(`${source.name}: ${uses} marks of ASVS, ${read} of them on tests`);
}

const verdicts = /^(?:holds(?:: .+)?|written down: .+|does not apply: .+|not yet: .+)$/;
let text = readFileSync(page, "utf8");
const rows = new Map();
text = text.replace(/^\| (\d+\.\d+\.\d+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|(.*)\|$/gm, (line, number, level, asks, verdict) => {
  if (rows.has(number)) problems.push(`${page}: ${number} stands there twice`);
  const mine = [...(tests.get(number) ?? [])].sort();
  rows.set(number, { verdict, mine });
  if (levels.get(number) !== level) problems.push(`${page}: ${number} is of level ${levels.get(number) ?? "none"}, not ${level}`);
  if (!verdicts.test(verdict)) problems.push(`${page}: ${number}: "${verdict}" is no verdict (holds, written down: …, does not apply: …, not yet: …)`);
  if (verdict.startsWith("holds") && mine.length === 0) problems.push(`${page}: ${number} is said to hold and has no test that carries its number`);
  if (verdict.startsWith("does not apply") && mine.length > 0) problems.push(`${page}: ${number} does not apply, but ${mine[0]} carries it`);
  if (verdict.startsWith("written down")) checkLinks(number, verdict);
  return `| ${number} | ${level} | ${asks} | ${verdict} | ${mine.map((test) => `\`${test}\``).join(", ")} |`;
});

// What is written down must be there: the page and its heading.
function checkLinks(number, verdict) {
  const links = [...verdict.matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  if (links.length === 0) problems.push(`${page}: ${number} is said to be written down, but not where`);
  for (const [, path, heading] of links) {
    const target = path === "" ? page : join(dirname(page), path);
    if (!existsSync(target)) problems.push(`${page}: ${number}: ${path} does not exist`);
    else if (heading !== undefined && !headings(target).includes(heading)) problems.push(`${page}: ${number}: ${target} has no heading ${heading}`);
  }
}

function headings(path) {
  return [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"),
  );
}

for (const [number, level] of levels) if (level !== "3" && !rows.has(number)) problems.push(`${page}: ${number} is missing`);
for (const number of tests.keys()) if (levels.has(number) && !rows.has(number)) problems.push(`${page}: ${number} is carried by tests and is missing`);

const count = (start, wanted) => [...rows].filter(([number, row]) => row.verdict.startsWith(start) && wanted.includes(levels.get(number))).length;
const line = (name, wanted) => {
  const figures = ["holds", "written down", "does not apply", "not yet"].map((start) => count(start, wanted));
  const of = [...levels.values()].filter((level) => wanted.includes(level)).length;
  return `| ${name} | ${of} | ${figures.join(" | ")} |`;
};
const carried = [...rows].filter(([number, row]) => row.mine.length > 0 && levels.get(number) !== "3").length;
const counts = [
  "| level | requirements | hold, by tests | written down | do not apply | not yet |",
  "|---|---|---|---|---|---|",
  line("1", ["1"]),
  line("2", ["2"]),
  line("1 and 2", ["1", "2"]),
  line("3 (only those of the table below)", ["3"]),
  "",
  `${carried} requirements of level 1 and 2 are carried by ${tagged.size} tests.`,
].join("\n");
text = text.replace(/(<!-- counts -->\n)[\s\S]*?(\n<!-- end -->)/, (all, start, end) => `${start}${counts}${end}`);

const notYet = count("not yet", ["1", "2", "3"]);
if (notYet > settings.notYet) problems.push(`${page}: ${notYet} requirements are "not yet", allowed ${settings.notYet}`);
const differs = text !== readFileSync(page, "utf8") || notYet < settings.notYet;
if (differs && writes) {
  writeFileSync(page, text);
  const figure = readFileSync(file, "utf8").replace(/("notYet": )\d+/, `$1${Math.min(notYet, settings.notYet)}`);
  writeFileSync(file, figure);
} else if (differs) {
  problems.push(`${page}: lists, counts or the figure of "not yet" are old; write them: node .ci/check-asvs.mjs --write`);
}

for (const problem of problems) console.log(problem);
console.log(`${rows.size} requirements, ${carried} of level 1 and 2 carried by ${tagged.size} tests, ${notYet} not yet; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
