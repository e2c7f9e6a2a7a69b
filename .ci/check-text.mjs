// Checks of the text of all files of the repository that no compiler makes. Prints what is wrong, one
// line each, and fails where there is any.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { encoding: "utf8" })
  .split("\0")
  .filter((name) => name !== "");
const binary = /\.(png|jpe?g|gif|webp|ico|woff2?|zip|xlsx|pdf|jar)$/;
const problems = [];

const rules = [
  {
    fact: "a path of somebody's machine",
    pattern: /(?:^|[^A-Za-z0-9._/$}-])\/(?:work|farm|root|home\/[a-z]+|Users\/[A-Za-z]+)\/[A-Za-z0-9._-]+/,
  },
  { fact: "a conflict marker", pattern: /^(?:<{7} |>{7} )/ },
  { fact: "the address of a package registry", pattern: /https?:\/\/[^\s"'<]*(?:registry|artifactory|nexus|npmmirror|verdaccio)[^\s"'<]*/i },
  { fact: "a download address in a lock file", only: /package-lock\.json$/, pattern: /"resolved": *"https?:/ },
  { fact: "half-width punctuation in a Chinese text", only: /(?:locales\/zh\.json|_zh\.properties)$/, pattern: /[\u4e00-\u9fff\u201d\uff09][,;:!?](?!\s*")|[\u4e00-\u9fff]\(/ },
  { fact: "sleeping in a test (use a settable clock, or await a condition)", only: /src\/test\/.*\.java$/, pattern: /Thread\.sleep\(/ },
  { fact: "a test that is switched off", only: /\.java$/, pattern: /@Disabled\b/ },
  { fact: "a test that is switched off", only: /\.(ts|tsx)$/, pattern: /\b(?:it|test|describe)\.(?:skip|only)\(/ },
  { fact: "an escape from the type checker", only: /\.(ts|tsx)$/, pattern: /(?::\s*any\b|\bas any\b|@ts-ignore|@ts-nocheck|<any>)/ },
];

for (const file of files.filter((name) => !binary.test(name))) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (e) {
    if (e.code === "ENOENT" || e.code === "EISDIR") continue;
    throw e;
  }
  if (text.includes("\r\n")) problems.push(`${file}: Windows line ends`);
  if (text !== "" && !text.endsWith("\n")) problems.push(`${file}: no line end at the end`);
  if (file === ".ci/check-text.mjs") continue;
  const lines = text.split("\n");
  for (const rule of rules) {
    if (rule.only !== undefined && !rule.only.test(file)) continue; // rules of a language leave comments alone
    lines.forEach((line, index) => {
      if (rule.only !== undefined && /^\s*(?:\/?\*|\/\/)/.test(line)) return;
      if (rule.pattern.test(line)) problems.push(`${file}:${index + 1}: ${rule.fact}: ${line.trim().slice(0, 120)}`);
    });
  }
}

for (const problem of problems) console.log(problem);
console.log(`${files.length} files looked at, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
