// Evaluates generated cases with the browser's interpreter.
// usage: node evaluate-cases.mjs <interpreter.ts> <cases.jsonl> <values.jsonl> <bundle.mjs>
// The first line holds the context and the records, each further line one case; each line that is
// written holds the values of one case, record by record.
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const [source, casesFile, valuesFile, bundleFile] = process.argv.slice(2);
const bundle = await rolldown({ input: source, platform: "node", logLevel: "warn" });
await bundle.write({ file: bundleFile, format: "esm" });
await bundle.close();
const { evaluate } = await import(pathToFileURL(bundleFile).href);

function row({ values, targets, rows }) {
  const references = new Map(Object.entries(targets).map(([id, one]) => [Number(id), row(one)]));
  const tables = new Map(Object.entries(rows).map(([id, all]) => [Number(id), all.map(row)]));
  return {
    value: (id) => values[id] ?? null,
    target: (id) => references.get(id) ?? null,
    rows: (id) => tables.get(id) ?? [],
  };
}

const lines = createInterface({ input: createReadStream(casesFile), crlfDelay: Infinity });
const out = createWriteStream(valuesFile);
let header;
let records;
for await (const line of lines) {
  const json = JSON.parse(line);
  if (!header) {
    header = json;
    records = json.records.map(row);
    continue;
  }
  const context = {
    ...header.context,
    zone: json.zone,
    isWithin: (unit, ancestor) => unit === ancestor || header.parents[unit] === ancestor,
  };
  const values = records.map((record) => {
    const value = evaluate(json.tree, record, context);
    if (value === undefined) return "not known";
    return value === null ? null : String(value);
  });
  if (!out.write(`${JSON.stringify(values)}\n`)) await once(out, "drain");
}
out.end();
await once(out, "finish");
