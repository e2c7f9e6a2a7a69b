const tones = {
  brand: { block: "#0958d9", arm: "#4086f4" },
  quiet: { block: "#b9c3d1", arm: "#d7dde6" },
  light: { block: "#ffffff", arm: "rgba(255,255,255,.62)" },
};

/** A dougong, the bracket set the engine is named after: blocks and arms, growing upwards. */
export function Bracket({ tone = "brand" }: { tone?: keyof typeof tones }) {
  const { block, arm } = tones[tone];
  return (
    <svg viewBox="0 0 120 84" aria-hidden="true" focusable="false">
      <g fill={arm}>
        <rect x="4" y="6" width="112" height="9" rx="3" />
        <path d="M16 27h88v4a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8z" />
        <path d="M34 50h52v3a8 8 0 0 1-8 8H42a8 8 0 0 1-8-8z" />
      </g>
      <g fill={block}>
        <path d="M10 16h20l-3 11H13zM50 16h20l-3 11H53zM90 16h20l-3 11H93z" />
        <path d="M30 39h18l-3 11H33zM72 39h18l-3 11H75z" />
        <path d="M48 61h24l-4 12H52z" />
        <rect x="55" y="73" width="10" height="11" />
      </g>
    </svg>
  );
}
