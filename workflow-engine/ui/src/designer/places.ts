import type { NamedField, Scope } from "./scope.ts";

/** Texts in which names of people stand for the expressions of documents. */
export interface Places {
  /** As people see it: the names of fields in brackets. */
  shown: (text: string) => string;
  /** As documents keep it. */
  kept: (text: string) => string;
  /** What stands for a field. */
  place: (field: NamedField) => string;
}

/** Of two fields with one name the first has it; the other is called by its path. */
export function placesOf({ fields, find }: Pick<Scope, "fields" | "find">): Places {
  const byName = new Map<string, string>();
  for (const { name, path } of fields) if (!byName.has(name)) byName.set(name, path);
  const nameOf = (path: string): string => {
    const known = find(path.trim());
    return known && byName.get(known.name) === known.path ? known.name : path;
  };
  return {
    shown: (text) => text.replace(/\{\{(.*?)\}\}/gs, (_, path: string) => `〔${nameOf(path)}〕`),
    kept: (text) =>
      text.replace(/〔([^〔〕]*)〕/g, (_, name: string) => `{{${byName.get(name) ?? name}}}`),
    place: ({ path }) => `〔${nameOf(path)}〕`,
  };
}
