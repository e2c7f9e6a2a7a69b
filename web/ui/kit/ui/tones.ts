/** A ground and an ink that is legible on it. */
export interface Tone {
  background: string;
  ink: string;
}

const named: Record<string, Tone> = {
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

/** The look of an option's colour; a quiet one for what has none or a free one. */
export const toneOf = (color: string | undefined): Tone => (color && named[color]) || plain;

/** A colour that somebody mixed, as CSS takes it; undefined for named ones. */
export const freeColor = (color: string | undefined): string | undefined =>
  color !== undefined && !named[color] && /^#[0-9a-fA-F]{3,8}$/.test(color) ? color : undefined;
