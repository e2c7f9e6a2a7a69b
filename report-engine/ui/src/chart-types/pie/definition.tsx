import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { Drawing, inkSoft, leftOut, look, tip } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { PieChart } from "echarts/charts";
import { LegendComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [PieChart, LegendComponent, TooltipComponent];

/** Parts of a whole: only what is above zero is a part, the table has the rest. */
function Pie({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const [category] = columnsOfSlot(answer, slots, "category");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const slices = useMemo(
    () =>
      category && measure
        ? answer.rows.flatMap((row) => {
            const value = numberOf(row[measure.key]) ?? 0;
            return value > 0 ? [{ row, value, name: texts.text(category, row[category.key]) }] : [];
          })
        : [],
    [answer, category, measure, texts],
  );
  const option = useMemo(
    () => ({
      ...look,
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0, percent = 0 }: { dataIndex?: number; percent?: number }) => {
          const slice = slices[dataIndex];
          if (!slice || !measure) return "";
          return `${slice.name}\n${texts.text(measure, slice.row[measure.key])}  ${percent}%`;
        },
      },
      legend: {
        type: "scroll" as const,
        orient: isPhone ? ("horizontal" as const) : ("vertical" as const),
        ...(isPhone ? { bottom: 0 } : { right: 0, top: "middle" }),
        itemWidth: 12,
        itemHeight: 12,
        textStyle: { color: inkSoft, fontSize: 12, overflow: "truncate" as const, width: 110 },
      },
      series: [
        {
          type: "pie",
          radius: ["46%", "76%"],
          center: isPhone ? ["50%", "44%"] : ["34%", "50%"],
          data: slices.map(({ name, value }) => ({ name, value })),
          label: {
            show: true,
            position: "inside" as const,
            color: "#fff",
            fontSize: 12,
            formatter: ({ percent = 0 }: { percent?: number }) =>
              percent >= 6 ? `${Math.round(percent)}%` : "",
          },
          labelLine: { show: false },
          itemStyle: { borderColor: "#fff", borderWidth: 2 },
        },
      ],
    }),
    [slices, measure, texts, isPhone],
  );
  if (slices.length === 0) return <p className="dg-tile-empty">{t("chart.nothingAbove")}</p>;
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      note={leftOut(t, "chart.notAbove", answer.rows.length - slices.length)}
      onMark={({ item }) => {
        const slice = slices[item];
        if (slice && measure) onOpen(slice.row, measure.key);
      }}
    />
  );
}

export default { id: "pie", Chart: Pie, form: "picture" } satisfies ChartTypeDefinition;
