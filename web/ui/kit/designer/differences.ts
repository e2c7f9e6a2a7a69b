import type { Json } from "../api/index.ts";

/** One place in which two documents differ. */
export interface Difference {
  /** Names of properties, and of list entries by what they are called. */
  path: readonly string[];
  before: Json | undefined;
  after: Json | undefined;
}

type Plain = { readonly [name: string]: Json };

const isPlain = (value: Json | undefined): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nameKeys = ["key", "field", "id", "report", "name"] as const;

/** By what an entry of a list is known; undefined for texts, numbers and nameless ones. */
function nameOf(entry: Json): string | undefined {
  if (typeof entry === "string") return entry;
  if (!isPlain(entry)) return undefined;
  for (const key of nameKeys) {
    const name = entry[key];
    if (typeof name === "string") return name;
  }
  return undefined;
}

/** Whether each entry has a name of its own. */
function isNamed(list: readonly Json[]): boolean {
  const names = new Set(list.map(nameOf));
  return !names.has(undefined) && names.size === list.length;
}

/** Where two documents differ, in the order of the later one; what is the same is left out. */
export function differences(before: Json | undefined, after: Json | undefined): Difference[] {
  const found: Difference[] = [];
  compare([], before, after, found);
  return found;
}

function compare(
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
  found: Difference[],
): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(path, before, after, found);
  } else if (isPlain(before) && isPlain(after)) {
    const count = found.length;
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)])) {
      compare([...path, name], before[name], after[name], found);
    }
    // The same in another order.
    if (found.length === count) return;
  } else {
    found.push({ path, before, after });
  }
}

function compareLists(
  path: readonly string[],
  before: readonly Json[],
  after: readonly Json[],
  found: Difference[],
): void {
  if (!isNamed(before) || !isNamed(after)) {
    const length = Math.max(before.length, after.length);
    for (let i = 0; i < length; i++) compare([...path, `${i + 1}`], before[i], after[i], found);
    return;
  }
  const old = new Map(before.map((entry) => [nameOf(entry), entry]));
  const now = new Map(after.map((entry) => [nameOf(entry), entry]));
  for (const [name = "", entry] of now) compare([...path, name], old.get(name), entry, found);
  for (const [name = "", entry] of old) {
    if (!now.has(name)) found.push({ path: [...path, name], before: entry, after: undefined });
  }
  const stays = (list: readonly Json[], other: ReadonlyMap<string | undefined, Json>) =>
    list.map(nameOf).filter((name): name is string => name !== undefined && other.has(name));
  const [was, is] = [stays(before, now), stays(after, old)];
  if (was.join("\n") !== is.join("\n")) found.push({ path, before: was, after: is });
}
