// Checks docs/requirements.md against the tests. Each row that "works" names exactly one method, that method carries the
// row's id alone in @Requirement("A01"), belongs to every run, and asserts something of its own. How many rows have such a
// method is kept in ratchets.json and only grows.
//
//   node .ci/check-requirements.mjs             reads the sources
//   node .ci/check-requirements.mjs FOLDER...   reads in the JUnit reports there that the methods ran and passed
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const table = "docs/requirements.md";
// A commit tells one way of a story (StorySample); the others are no fault.
const fine = new Set(["passed", "told another way"]);
const states = ["works: ", "told: ", "partly: "];
const problems = [];
const rows = [...readFileSync(table, "utf8").matchAll(/^\| ([A-H]\d\d) \|.*\|([^|]*)\|$/gm)].map((row) => ({ id: row[1], where: row[2].trim() }));

const reports = process.argv.slice(2);
if (reports.length > 0) checkReports(reports);
else checkSources();

for (const problem of problems) console.log(problem);
const shown = rows.filter((row) => named(row) !== undefined).length;
console.log(`${shown} of ${rows.length} requirements are shown by a method of their own; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

// The method that a row names first: `CustomerRowsIT#tagsAreGrouped`.
function named({ where }) {
  return where.startsWith("works: ") ? /^works: `(\w+#\w+)`/.exec(where)?.[1] : undefined;
}

function checkSources() {
  const marked = markedMethods();
  for (const row of rows) {
    if (row.where !== "" && !states.some((state) => row.where.startsWith(state))) {
      problems.push(`${table}: ${row.id} begins with none of ${states.map((state) => `"${state.trim()}"`).join(", ")}`);
    }
    const mine = marked.filter((method) => method.ids.includes(row.id));
    const name = named(row);
    if (row.where.startsWith("works: ") && name === undefined) problems.push(`${table}: ${row.id} works, but names no method: works: \`SomeIT#method\``);
    if (mine.length > 1) problems.push(`${row.id} is carried by ${mine.length} methods: ${mine.map((method) => method.name).join(", ")}`);
    if (name !== undefined && !mine.some((method) => method.name === name)) problems.push(`${table}: ${row.id} names ${name}, which does not carry @Requirement("${row.id}")`);
    if (name === undefined && mine.length > 0) problems.push(`${table}: ${row.id} does not name ${mine[0].name}, which carries its id`);
  }
  const ids = new Set(rows.map((row) => row.id));
  for (const { name, ids: carried, faults } of marked) {
    if (carried.length > 1) problems.push(`${name} carries ${carried.length} ids: ${carried.join(", ")}`);
    for (const id of carried) if (!ids.has(id)) problems.push(`${name} carries ${id}, which ${table} does not have`);
    problems.push(...faults.map((fault) => `${name} ${fault}`));
  }
  const allowed = JSON.parse(readFileSync(".ci/ratchets.json", "utf8")).requirementsShown;
  const now = rows.filter((row) => named(row) !== undefined).length;
  if (now < allowed) problems.push(`${now} rows have a method of their own, there were ${allowed}`);
  if (now > allowed) problems.push(`${now} rows have a method of their own: write it into requirementsShown of .ci/ratchets.json`);
}

function markedMethods() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*/src/test/java/*.java"], { encoding: "utf8" });
  return listed
    .split("\n")
    .filter((file) => file !== "" && existsSync(file))
    .flatMap((file) => [...methodsOf(file)]);
}

// google-java-format indents members by two and ends them with a brace at the same place.
function* methodsOf(file) {
  const text = readFileSync(file, "utf8");
  if (!text.includes("@Requirement(")) return;
  const lines = text.split("\n");
  const head = text.slice(0, text.search(/^(?:public |final |abstract )*class /m));
  for (let from = 0; from < lines.length; from++) {
    if (!/^ {2}@/.test(lines[from])) continue;
    const to = lines.findIndex((line, index) => index > from && line === "  }");
    const member = lines.slice(from, to);
    from = to;
    const whole = member.join("\n");
    const ids = [...whole.matchAll(/^ {2}@Requirement\("(\w+)"\)$/gm)].map((match) => match[1]);
    if (ids.length > 0) yield { name: `${basename(file, ".java")}#${/^ {2}(?:public )?void (\w+)\(/m.exec(whole)?.[1]}`, ids, faults: [...faultsOf(head, whole)] };
  }
}

function* faultsOf(head, member) {
  const body = member.replace(/^ {2}@.*$/gm, "").replace(/\/\/.*$/gm, "");
  if (!/^ {2}@(?:Test|ParameterizedTest)\b/m.test(member)) yield "is no test";
  if (/@Tag\("full"\)/.test(head + member)) yield "does not belong to the tests of a commit";
  if (/@(?:Disabled|Enabled)|assume(?:That|True|False)\(/.test(head + member)) yield "may be skipped";
  if (!/\bassertThat(?:ThrownBy)?\(/.test(body)) yield "asserts nothing in its own body";
}

function checkReports(folders) {
  const ran = new Map();
  for (const folder of folders) {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name)) : [];
    for (const file of files) readReport(join(folder, file), ran);
  }
  for (const row of rows) {
    const name = named(row);
    if (name === undefined) continue;
    const cases = ran.get(name) ?? [];
    if (cases.length === 0) problems.push(`${row.id}: ${name} did not run`);
    else if (cases.some((state) => !fine.has(state))) problems.push(`${row.id}: ${name} ${cases.find((state) => !fine.has(state))}`);
    else if (!cases.includes("passed")) problems.push(`${row.id}: no way of ${name} was told`);
  }
}

function readReport(file, ran) {
  const plain = readFileSync(file, "utf8").replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  for (const [, tag, , body] of plain.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = /\sname="(\w+)/.exec(tag)?.[1];
    const type = /\sclassname="[^"]*?(\w+)"/.exec(tag)?.[1];
    const state = /<(?:failure|error)[\s>/]/.test(body ?? "")
      ? "failed"
      : /<skipped[^>]*another way of it is told/.test(body ?? "")
        ? "told another way"
        : /<skipped[\s>/]/.test(body ?? "")
          ? "was skipped"
          : "passed";
    const key = `${type}#${name}`;
    ran.set(key, [...(ran.get(key) ?? []), state]);
  }
}
