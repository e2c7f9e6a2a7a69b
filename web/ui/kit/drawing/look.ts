/** Colours that stand apart from each other and from white, in the order of their use. */
export const palette = [
  "#0958d9",
  "#d4660a",
  "#2f8f3a",
  "#722ed1",
  "#07858a",
  "#c41d7f",
  "#8a6d00",
  "#5b6b83",
  "#9e2a2b",
  "#4a4e69",
  "#5f7a12",
  "#8c4a2f",
] as const;

export const ink = "#17191c";
export const inkSoft = "#5b6270";
export const line = "#e4e7ec";
export const font =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** What every drawing has in common. */
export const look = {
  color: [...palette],
  textStyle: { fontFamily: font, color: ink },
};

/** A tip beside the mark, drawn as text and never as HTML. */
export const tip = {
  renderMode: "richText" as const,
  confine: true,
  backgroundColor: "#fff",
  borderColor: line,
  textStyle: { color: ink, fontSize: 13 },
};
