import { Chip } from "../../ui/index.ts";
import type { FieldDisplayProps } from "../definition.ts";
import { optionColor, optionText } from "../options.ts";
import { asList, asText } from "../values.ts";
import "./options.css";

/** The chosen option or options as chips. */
export function OptionChips({ field, value }: FieldDisplayProps) {
  return (
    <span className="dg-chips">
      {asList(value).map((one) => (
        <Chip key={asText(one)} text={optionText(field, one)} color={optionColor(field, one)} />
      ))}
    </span>
  );
}

const shownInLine = 3;

/** In a list's cell: the first few and how many more. */
export function ChipLine({ field, value }: FieldDisplayProps) {
  const all = asList(value);
  return (
    <span className="dg-chips dg-chips-line">
      {all.slice(0, shownInLine).map((one) => (
        <Chip key={asText(one)} text={optionText(field, one)} color={optionColor(field, one)} />
      ))}
      {all.length > shownInLine && <Chip text={`+${all.length - shownInLine}`} />}
    </span>
  );
}
