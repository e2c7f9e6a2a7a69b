import "./Chip.css";

const named: Record<string, { background: string; ink: string }> = {
  gold: { background: "#fff1c2", ink: "#6b4a00" },
  yellow: { background: "#fff6c9", ink: "#614700" },
  orange: { background: "#ffe7d1", ink: "#873800" },
  red: { background: "#ffe0dd", ink: "#a8071a" },
  pink: { background: "#ffe0ee", ink: "#9e1068" },
  magenta: { background: "#ffe0ee", ink: "#9e1068" },
  purple: { background: "#efe3ff", ink: "#391085" },
  blue: { background: "#dcebff", ink: "#003a8c" },
  geekblue: { background: "#e1e7ff", ink: "#10239e" },
  cyan: { background: "#d4f5f4", ink: "#00474f" },
  green: { background: "#dcf5d2", ink: "#135200" },
  lime: { background: "#eff8cf", ink: "#254000" },
  gray: { background: "#eceef1", ink: "#3a3f47" },
  silver: { background: "#e8ecf1", ink: "#37414f" },
  black: { background: "#2b2f36", ink: "#ffffff" },
};
const plain = { background: "#eceef1", ink: "#3a3f47" };

export interface ChipProps {
  text: string;
  color?: string | undefined;
  strong?: boolean;
}

/** A short coloured word: level, stage, tag. Free colours become a dot, so that text stays legible. */
export function Chip({ text, color, strong = false }: ChipProps) {
  const style = (color && named[color]) || plain;
  const free = color !== undefined && !named[color] && /^#[0-9a-fA-F]{3,8}$/.test(color);
  return (
    <span
      className={strong ? "dg-chip dg-chip-strong" : "dg-chip"}
      style={{ background: style.background, color: style.ink }}
    >
      {free && <span className="dg-chip-dot" style={{ background: color }} aria-hidden />}
      {text}
    </span>
  );
}
