import { freeColor, toneOf } from "./tones.ts";
import "./Chip.css";

export interface ChipProps {
  text: string;
  color?: string | undefined;
  strong?: boolean;
}

/** A short coloured word: level, stage, tag. Free colours become a dot, so that text stays legible. */
export function Chip({ text, color, strong = false }: ChipProps) {
  const style = toneOf(color);
  const free = freeColor(color);
  return (
    <span
      className={strong ? "dg-chip dg-chip-strong" : "dg-chip"}
      style={{ background: style.background, color: style.ink }}
    >
      {free && <span className="dg-chip-dot" style={{ background: free }} aria-hidden />}
      {text}
    </span>
  );
}
