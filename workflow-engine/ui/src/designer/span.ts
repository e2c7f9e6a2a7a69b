/** A length of time with one unit, as most are. */
export interface Span {
  count: number;
  unit: SpanUnit;
  isBefore: boolean;
}

const forms = {
  minutes: ["PT", "M"],
  hours: ["PT", "H"],
  days: ["P", "D"],
  weeks: ["P", "W"],
  months: ["P", "M"],
  years: ["P", "Y"],
} as const;

export type SpanUnit = keyof typeof forms;

export const spanUnits = Object.keys(forms) as SpanUnit[];

/** Reads a span of one unit; null for what has several, or is none. */
export function readSpan(text: unknown): Span | null {
  const found = /^(-?)(PT?)(\d+)([A-Z])$/.exec(String(text ?? ""));
  if (!found) return null;
  const [, sign, start, count, letter] = found;
  const unit = spanUnits.find((one) => forms[one][0] === start && forms[one][1] === letter);
  return unit ? { count: Number(count), unit, isBefore: sign === "-" } : null;
}

export const writeSpan = ({ count, unit, isBefore }: Span): string =>
  `${isBefore ? "-" : ""}${forms[unit][0]}${count}${forms[unit][1]}`;

const momentForm = /^add(Hours|Days)\(now\(\), (\d+)\)$/;

/** A moment some time from now, as steps say when something is due. */
export function readMoment(text: unknown): { count: number; unit: "hours" | "days" } | null {
  const found = momentForm.exec(String(text ?? ""));
  return found ? { count: Number(found[2]), unit: found[1] === "Days" ? "days" : "hours" } : null;
}

export const writeMoment = (count: number, unit: "hours" | "days"): string =>
  `add${unit === "days" ? "Days" : "Hours"}(now(), ${count})`;
