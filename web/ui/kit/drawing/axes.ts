import type { AnswerColumn, AnswerTexts } from "../charts/index.ts";
import { inkSoft, line, tip } from "./look.ts";
import type { Series, SeriesTable } from "./series.ts";

const legendHeight = 30;

/** Room for the axes, and above them for the names of several series. */
export const plot = (hasLegend: boolean) => ({
  left: 4,
  right: 14,
  top: hasLegend ? legendHeight + 6 : 14,
  bottom: 4,
  outerBoundsMode: "same" as const,
  outerBoundsContain: "axisLabel" as const,
});

export const legendOf = (series: readonly Series[]) => ({
  show: series.length > 1,
  type: "scroll" as const,
  top: 0,
  left: 0,
  itemWidth: 14,
  itemHeight: 10,
  textStyle: { color: inkSoft, fontSize: 12 },
});

const wideLetter = 12;
const narrowLetter = 7;
const narrowest = 26;

/** Pixels for the names on an axis, on a phone and in the narrowest tile of a PC. */
export const axisRoom = (isPhone: boolean): number => (isPhone ? 290 : 420);

/** About how many pixels a name takes on an axis. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? wideLetter : narrowLetter), 0);

/**
 * The names of the groups; lying bars are read from above.
 *
 * @param room pixels for all names beside each other, so that each is shown and none covers the
 *   next; without it as many are shown as fit
 */
export const categoryAxis = (names: readonly string[], isLying: boolean, room = 0) => ({
  type: "category" as const,
  data: [...names],
  inverse: isLying,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: line } },
  axisLabel: {
    color: inkSoft,
    fontSize: 12,
    overflow: "truncate" as const,
    width: isLying ? 110 : room > 0 ? Math.max(narrowest, room / names.length - 4) : 80,
    hideOverlap: true,
    ...(room > 0 ? { interval: 0 } : {}),
  },
});

export const valueAxis = (measure: AnswerColumn | undefined, texts: AnswerTexts) => ({
  type: "value" as const,
  splitNumber: 4,
  splitLine: { lineStyle: { color: "#eff1f4" } },
  axisLabel: {
    color: inkSoft,
    fontSize: 12,
    formatter: (value: number) => (measure ? texts.short(measure, value) : String(value)),
  },
});

interface Pointed {
  seriesIndex?: number;
  dataIndex?: number;
}

/** All values of one place on the axis, exactly. */
export const axisTip = (table: SeriesTable, texts: AnswerTexts, pointer: "shadow" | "line") => ({
  ...tip,
  trigger: "axis" as const,
  axisPointer: { type: pointer },
  formatter: (pointed: unknown) => {
    const points = (Array.isArray(pointed) ? pointed : [pointed]) as Pointed[];
    const item = points[0]?.dataIndex ?? 0;
    const lines = points.flatMap(({ seriesIndex = 0 }) => {
      const series = table.series[seriesIndex];
      const row = series?.rows[item];
      return series && row
        ? [`${series.name}  ${texts.text(series.measure, row[series.measure.key])}`]
        : [];
    });
    return [table.categories[item] ?? "", ...lines].join("\n");
  },
});
