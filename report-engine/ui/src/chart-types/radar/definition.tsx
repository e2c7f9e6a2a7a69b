import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  useAnswerTexts,
} from "@dougong/kit/charts";
import {
  Drawing,
  ink,
  legendOf,
  line,
  look,
  seriesTable,
  textWidth,
  tip,
} from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { RadarChart } from "echarts/charts";
import { LegendComponent, RadarComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [RadarChart, LegendComponent, RadarComponent, TooltipComponent];
/** Above this, directions cannot be told from each other. */
const mostDirections = 24;
const nameWidth = { phone: 72, pc: 120 };

/** Names that fit beside the drawing; an unseen sign tells those apart that are cut to the same. */
function shortNames(names: readonly string[], room: number): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let short = name;
    while (textWidth(short) > room) short = `${short.replace(/…$/u, "").slice(0, -1)}…`;
    while (taken.has(short)) short += "\u200b";
    taken.add(short);
    return short;
  });
}

function Radar({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const table = useMemo(() => seriesTable(answer, slots, texts), [answer, slots, texts]);
  const [split] = columnsOfSlot(answer, slots, "series");
  const names = useMemo(
    () => shortNames(table.categories, isPhone ? nameWidth.phone : nameWidth.pc),
    [table, isPhone],
  );
  const option = useMemo(() => {
    const known = table.series.flatMap((one) => one.values.filter((value) => value !== null));
    const max = Math.max(0, ...known) || 1;
    const min = Math.min(0, ...known);
    const hasLegend = table.series.length > 1;
    return {
      ...look,
      legend: legendOf(table.series),
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0 }: { dataIndex?: number }) => {
          const one = table.series[dataIndex];
          if (!one) return "";
          const values = table.categories.map(
            (name, place) =>
              `${name}  ${texts.text(one.measure, one.rows[place]?.[one.measure.key])}`,
          );
          return [one.name, ...values].join("\n");
        },
      },
      radar: {
        indicator: names.map((name) => ({ name, min, max })),
        center: ["50%", hasLegend ? "56%" : "52%"],
        radius: isPhone ? "58%" : "66%",
        splitNumber: 4,
        splitArea: { show: false },
        splitLine: { lineStyle: { color: line } },
        axisLine: { lineStyle: { color: line } },
        axisName: { color: ink, fontSize: 12 },
        triggerEvent: true,
      },
      series: [
        {
          type: "radar",
          symbolSize: 6,
          data: table.series.map((one) => ({
            name: one.name,
            value: one.values.map((value) => value ?? 0),
            areaStyle: { opacity: hasLegend ? 0.08 : 0.16 },
            lineStyle: { width: 2 },
          })),
        },
      ],
    };
  }, [table, texts, names, isPhone]);
  if (table.categories.length > mostDirections) {
    return <p className="dg-tile-empty">{t("chart.tooManyDirections")}</p>;
  }
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      onMark={({ item, name }) => {
        const place = name === undefined ? -1 : names.indexOf(name);
        const one = table.series[place >= 0 ? 0 : item];
        const row = place >= 0 ? one?.rows[place] : one?.rows.find((known) => known !== undefined);
        if (!one || !row) return;
        if (place >= 0 && table.category) {
          onOpen({ [table.category.key]: row[table.category.key] }, one.measure.key);
        } else if (place < 0 && split) {
          onOpen({ [split.key]: row[split.key] }, one.measure.key);
        }
      }}
    />
  );
}

export default { id: "radar", Chart: Radar, form: "picture" } satisfies ChartTypeDefinition;
