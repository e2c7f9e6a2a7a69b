// Adds up the JUnit XML reports below the given folders: "passed failed skipped" on the first line,
// then one line for each test that failed. Reports of Surefire, Failsafe and Vitest look alike.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const reportFiles = (path) => {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => /^TEST-.*\.xml$/.test(name))
    .map((name) => join(path, name));
};

const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

let passed = 0;
let failed = 0;
let skipped = 0;
const failures = [];
for (const file of process.argv.slice(2).flatMap(reportFiles)) {
  const text = readFileSync(file, "utf8");
  for (const [tag, body] of testCases(text)) {
    if (/<(failure|error)[\s>/]/.test(body)) {
      failed += 1;
      failures.push(`${attribute(tag, "classname")} > ${attribute(tag, "name")}`);
    } else if (/<skipped[\s>/]/.test(body)) {
      skipped += 1;
    } else {
      passed += 1;
    }
  }
}

// Output of a test may hold anything, a closing tag as well; CDATA is therefore taken out first.
function* testCases(text) {
  const plain = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  const pattern = /<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g;
  for (const match of plain.matchAll(pattern)) yield [match[1], match[3] ?? ""];
}

console.log(`${passed} ${failed} ${skipped}`);
for (const failure of failures) console.log(failure.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
