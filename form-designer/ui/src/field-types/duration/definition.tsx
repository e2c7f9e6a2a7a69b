import {
  asText,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
  TypedInput,
} from "@dougong/kit/fields";

/** `PT1H30M` → `1:30`, with seconds only when there are any. */
export function toClock(iso: string): string {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(iso);
  if (!parts) return iso;
  const [, sign = "", days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
  const whole = Number(days) * 24 + Number(hours);
  const clock = `${sign}${whole}:${minutes.padStart(2, "0")}`;
  return Number(seconds) > 0 ? `${clock}:${seconds.padStart(2, "0")}` : clock;
}

/** `1:30` → `PT1H30M`; null when it is no duration. */
export function toIso(clock: string): string | null {
  const parts = /^(\d{1,6})(?:[:：](\d{1,2}))?(?:[:：](\d{1,2}))?$/.exec(clock.trim());
  if (!parts) return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = parts;
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `PT${Number(hours)}H${Number(minutes)}M${Number(seconds)}S`;
}

const DurationInput = (props: FieldInputProps) => (
  <TypedInput {...props} attributes={{ placeholder: "1:30" }} />
);

export default {
  id: "duration",
  Input: DurationInput,
  alignsEnd: true,
  width: 100,
  isSortable: true,
  read: (json) => (typeof json === "string" ? toClock(json) : null),
  write: (value) => toIso(asText(value)) ?? value,
  text: asText,
  check: (value) => (toIso(asText(value)) === null ? { key: "check.duration" } : null),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
