import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const roots = [
  "web/ui/src",
  "web/ui/kit",
  "form-designer/ui",
  "workflow-engine/ui",
  "report-engine/ui",
];

const sources = roots.flatMap((root) =>
  readdirSync(join(repository, root), { withFileTypes: true, recursive: true })
    .filter((entry) => /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("node_modules")),
);
const page = readFileSync(join(repository, "web/ui/index.html"), "utf8");

/** The files that have it, comments left aside. */
function holders(pattern: RegExp): string[] {
  return sources.filter((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .some((line) => !/^\s*(?:\/\/|\/?\*)/.test(line) && pattern.test(line)),
  );
}

test("the sources are found", () => {
  expect(sources.length).toBeGreaterThan(300);
});

test("text is never put into a page as HTML [ASVS 3.2.2, 1.3.1]", () => {
  expect(
    holders(
      /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|srcdoc/i,
    ),
  ).toEqual([]);
});

test("no text is run as a program [ASVS 1.3.2]", () => {
  expect(
    holders(/\beval\(|new Function\(|\bimportScripts\(|set(?:Timeout|Interval)\(\s*["'`]/),
  ).toEqual([]);
});

test("nothing is taken from other windows and scripts of other places [ASVS 3.5.5, 3.5.6]", () => {
  expect(
    holders(/addEventListener\(\s*["']message["']|\bonmessage\s*=|createElement\(\s*["']script/),
  ).toEqual([]);
});

test("no dead techniques of browsers are used [ASVS 3.7.1]", () => {
  expect(
    holders(/<(?:object|embed|applet)\b|createElement\(\s*["'](?:object|embed|applet)/),
  ).toEqual([]);
  expect(page).not.toMatch(/<(?:object|embed|applet)\b/);
});

test("the page loads nothing from other hosts [ASVS 14.2.3]", () => {
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(
    holders(/(?:fetch|sendBeacon|WebSocket|EventSource)\(\s*["'`](?:https?:|wss?:|\/\/)/),
  ).toEqual([]);
});
