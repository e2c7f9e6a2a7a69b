// Checks docs/security/advisories.md: each advisory has its severity and the day by which it is dealt with, and is dealt
// with by then: the row goes with the version that repairs it, or it says what guards against it and which test shows so,
// or until when and why it is accepted. Versions in the headings are those of pom.xml, so that no row outlives its library.
// Prints what is wrong, one line each, and fails where there is any.
//
//   node .ci/check-advisories.mjs [--page FILE] [--today YYYY-MM-DD]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const page = option("--page", "docs/security/advisories.md");
// The day of the commit, not of the clock: a release that was green stays green, whoever commits after a day looks.
const committed = () => execFileSync("git", ["log", "-1", "--format=%cs"], { encoding: "utf8" }).trim();
const today = option("--today", undefined) ?? committed();
const severities = new Set(["low", "medium", "high", "critical", "unknown"]);
const day = /^\d{4}-\d{2}-\d{2}$/;
const problems = [];
const versions = new Map([...readFileSync("pom.xml", "utf8").matchAll(/<([\w-]+)\.version>([^<]+)</g)].map(([, name, version]) => [name, version]));
const tests = new Set(
  execFileSync("git", ["grep", "--untracked", "-hoE", "(class|void) \\w+", "--", "*IT.java", "*Test.java"], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.split(" ")[1]),
);

let heading = "";
let rows = 0;
for (const line of readFileSync(page, "utf8").split("\n")) {
  if (line.startsWith("## ")) {
    heading = line.slice(3);
    checkVersion(heading);
  } else if (/^\| CVE-/.test(line)) {
    rows++;
    checkRow(line.slice(2, -2).split(" | "));
  } else if (/CVE-\d{4}-\d+ *\(/.test(line) && line.startsWith("|")) {
    problems.push(`${heading}: a row of an advisory begins with its number: ${line.slice(0, 60)}`);
  }
}
for (const problem of problems) console.log(`${page}: ${problem}`);
console.log(`${rows} advisories, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

// "Netty 4.1.138.Final": the version is that of the property netty.version.
function checkVersion(text) {
  const [, name, version] = /^(\S+) (\d\S*)/.exec(text) ?? [];
  if (name === undefined) return;
  const ours = versions.get(name.toLowerCase());
  if (ours === undefined) problems.push(`"${text}": pom.xml has no ${name.toLowerCase()}.version`);
  else if (ours !== version) problems.push(`"${text}": we carry ${ours}; look through the rows, those that it repairs go`);
}

function checkRow([advisory, severity, repaired, reached, by, dealt]) {
  const name = /^CVE-\d{4}-\d+/.exec(advisory)[0];
  if (dealt === undefined) return problems.push(`${name}: six columns: advisory, severity, repaired in, reached here, by, dealt with`);
  if (!severities.has(severity)) problems.push(`${name}: "${severity}" is no severity (${[...severities].join(", ")})`);
  if (repaired.trim() === "") problems.push(`${name}: says not which version repairs it ("none" where none does)`);
  if (reached.trim() === "") problems.push(`${name}: says not whether it is reached here ("not known" where it is not)`);
  if (!day.test(by) || Number.isNaN(Date.parse(by))) return problems.push(`${name}: "${by}" is no day; it looks like 2026-12-31`);
  const [, how, rest] = /^(guard|accepted|open): (.+)$/.exec(dealt) ?? [];
  if (how === undefined) problems.push(`${name}: "${dealt}" is none of "guard: …", "accepted: …", "open: …"`);
  else if (how === "guard") checkTests(name, rest);
  else if (by < today) problems.push(`${name}: was to be dealt with by ${by}, and is ${how}`);
}

// A guard is one that a test shows.
function checkTests(name, text) {
  const named = [...text.matchAll(/`(\w+(?:Test|IT))(?:\.(\w+))?`/g)];
  if (named.length === 0) problems.push(`${name}: names no test that shows its guard`);
  for (const [, type, method] of named) {
    if (!tests.has(type) || (method !== undefined && !tests.has(method))) {
      problems.push(`${name}: there is no test ${type}${method === undefined ? "" : `.${method}`}`);
    }
  }
}
