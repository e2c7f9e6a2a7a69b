import { normalNumber } from "./values.ts";

/** How a condition on one field is said, and what a person fills in. */
export interface FilterOperator {
  /** Key of its name in the texts `fields:operator.<id>`. */
  id: string;
  /** Expression text: `$f` the field, `$1` and `$2` one literal each, `$*` a list of literals. */
  pattern: string;
  literal: LiteralKind;
}

export type LiteralKind =
  | "none"
  | "text"
  | "number"
  | "date"
  | "dateTime"
  | "option"
  | "link"
  | "days";

export interface Condition {
  field: string;
  operator: string;
  values: string[];
}

const blank: FilterOperator[] = [
  { id: "isEmpty", pattern: "$f == null", literal: "none" },
  { id: "isNotEmpty", pattern: "$f != null", literal: "none" },
];

/** Operators by what the values are; a field type picks one set. */
export const operators = {
  text: [
    { id: "contains", pattern: "contains($f, $1)", literal: "text" },
    { id: "equals", pattern: "$f == $1", literal: "text" },
    { id: "startsWith", pattern: "startsWith($f, $1)", literal: "text" },
    ...blank,
  ],
  /** Of what is encrypted whole values are found, and nothing else. */
  exact: [{ id: "equals", pattern: "$f == $1", literal: "text" }, ...blank],
  number: [
    { id: "atLeast", pattern: "$f >= $1", literal: "number" },
    { id: "atMost", pattern: "$f <= $1", literal: "number" },
    { id: "equals", pattern: "$f == $1", literal: "number" },
    { id: "between", pattern: "$f >= $1 && $f <= $2", literal: "number" },
    ...blank,
  ],
  date: [
    { id: "lastDays", pattern: "$f >= addDays(today(), -$1)", literal: "days" },
    { id: "since", pattern: "$f >= $1", literal: "date" },
    { id: "until", pattern: "$f <= $1", literal: "date" },
    { id: "betweenDates", pattern: "$f >= $1 && $f <= $2", literal: "date" },
    { id: "longerAgo", pattern: "$f < addDays(today(), -$1)", literal: "days" },
    {
      id: "thisMonth",
      pattern: "$f >= startOfMonth(today()) && $f <= endOfMonth(today())",
      literal: "none",
    },
    { id: "monthOfYear", pattern: "month($f) == month(today())", literal: "none" },
    { id: "isToday", pattern: "$f == today()", literal: "none" },
    ...blank,
  ],
  dateTime: [
    { id: "lastDays", pattern: "dateOf($f) >= addDays(today(), -$1)", literal: "days" },
    { id: "since", pattern: "dateOf($f) >= $1", literal: "date" },
    { id: "until", pattern: "dateOf($f) <= $1", literal: "date" },
    { id: "betweenDates", pattern: "dateOf($f) >= $1 && dateOf($f) <= $2", literal: "date" },
    { id: "longerAgo", pattern: "dateOf($f) < addDays(today(), -$1)", literal: "days" },
    { id: "isToday", pattern: "dateOf($f) == today()", literal: "none" },
    ...blank,
  ],
  boolean: [
    { id: "isTrue", pattern: "$f == true", literal: "none" },
    { id: "isFalse", pattern: "$f == false", literal: "none" },
    ...blank,
  ],
  option: [
    { id: "isOneOf", pattern: "$f in ($*)", literal: "option" },
    { id: "isNoneOf", pattern: "!($f in ($*))", literal: "option" },
    ...blank,
  ],
  optionList: [
    { id: "hasOption", pattern: "contains($f, $1)", literal: "option" },
    { id: "hasNotOption", pattern: "!contains($f, $1)", literal: "option" },
    ...blank,
  ],
  tagList: [
    { id: "hasTag", pattern: "contains($f, $1)", literal: "text" },
    { id: "hasNotTag", pattern: "!contains($f, $1)", literal: "text" },
    ...blank,
  ],
  reference: [
    { id: "isOneOf", pattern: "$f in ($*)", literal: "link" },
    { id: "isNoneOf", pattern: "!($f in ($*))", literal: "link" },
    ...blank,
  ],
  user: [
    { id: "isOneOf", pattern: "$f in ($*)", literal: "link" },
    { id: "isMe", pattern: "$f == user()", literal: "none" },
    { id: "isNotMe", pattern: "$f != user()", literal: "none" },
    ...blank,
  ],
  orgUnit: [
    { id: "isOneOf", pattern: "$f in ($*)", literal: "link" },
    { id: "isMyUnit", pattern: "$f == userOrgUnit()", literal: "none" },
    { id: "isBelowMine", pattern: "isWithin($f, userOrgUnit())", literal: "none" },
    ...blank,
  ],
  presence: blank,
} satisfies Record<string, FilterOperator[]>;

/** A text as a literal of the expression language. */
export function quote(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function unquote(literal: string): string {
  const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
  return literal.slice(1, -1).replace(/\\(.)/g, (_, mark: string) => escapes[mark] ?? mark);
}

interface Literal {
  form: string;
  write: (value: string) => string | null;
  read: (text: string) => string;
}

const textLiteral: Literal = {
  form: '"(?:[^"\\\\]|\\\\.)*"',
  write: (value) => (value.trim() === "" ? null : quote(value)),
  read: unquote,
};
const dateLiteral: Literal = {
  form: '"\\d{4}-\\d{2}-\\d{2}"',
  write: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? quote(value) : null),
  read: unquote,
};
const literals: Record<LiteralKind, Literal> = {
  none: { form: "(?!)", write: () => null, read: (text) => text },
  text: textLiteral,
  option: textLiteral,
  link: textLiteral,
  number: { form: "-?\\d+(?:\\.\\d+)?", write: normalNumber, read: (text) => text },
  days: {
    form: "\\d{1,5}",
    write: (value) => (/^\d{1,5}$/.test(value) ? value : null),
    read: (text) => text,
  },
  date: dateLiteral,
  dateTime: dateLiteral,
};

/** Expression text of a condition; null while something is missing. */
export function writeCondition(condition: Condition, operator: FilterOperator): string | null {
  const literal = literals[operator.literal];
  const written = condition.values.map(literal.write);
  const given = written.filter((text) => text !== null);
  const [first, second] = written;
  if (/\$\*/.test(operator.pattern) && given.length === 0) return null;
  if (/\$1/.test(operator.pattern) && !first) return null;
  if (/\$2/.test(operator.pattern) && !second) return null;
  return operator.pattern.replace(/\$(f|1|2|\*)/g, (_, place: string) => {
    if (place === "f") return condition.field;
    if (place === "*") return given.join(", ");
    return (place === "1" ? first : second) ?? "";
  });
}

const fieldForm = "[a-z][a-zA-Z0-9]{0,62}(?:\\.[a-z][a-zA-Z0-9]{0,62}){0,3}";

/** The condition that an operator's pattern would have written; null when it is another text. */
export function readCondition(text: string, operator: FilterOperator): Condition | null {
  const literal = literals[operator.literal];
  const escaped = operator.pattern.replace(/[.*+?^{}()|[\]\\]|\$(?![f12*])/g, "\\$&");
  let fieldSeen = false;
  const source = escaped.replace(/\$(f|1|2|\\\*)/g, (_, place: string) => {
    if (place === "f") {
      if (fieldSeen) return "\\k<field>";
      fieldSeen = true;
      return `(?<field>${fieldForm})`;
    }
    if (place === "1") return `(?<first>${literal.form})`;
    if (place === "2") return `(?<second>${literal.form})`;
    return `(?<list>${literal.form}(?:, ?${literal.form})*)`;
  });
  const groups = new RegExp(`^${source}$`, "u").exec(text.trim())?.groups;
  if (!groups?.["field"]) return null;
  const found = groups["list"]
    ? (groups["list"].match(new RegExp(literal.form, "gu")) ?? [])
    : [groups["first"], groups["second"]].filter((part) => part !== undefined);
  return { field: groups["field"], operator: operator.id, values: found.map(literal.read) };
}

/** Splits at `&&` outside of quotes and brackets. */
export function splitConditions(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = "";
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text.charAt(at);
    if (quoted) {
      if (mark === "\\") at++;
      else if (mark === quoted) quoted = "";
    } else if (mark === '"' || mark === "'") quoted = mark;
    else if (mark === "(") depth++;
    else if (mark === ")") depth--;
    else if (depth === 0 && text.startsWith("&&", at)) {
      parts.push(text.slice(start, at).trim());
      start = at + 2;
      at++;
    }
  }
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== "");
}
