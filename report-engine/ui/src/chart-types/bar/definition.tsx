import {
  type ChartProps,
  type ChartTypeDefinition,
  isInOrder,
  useAnswerTexts,
} from "@dougong/kit/charts";
import {
  axisRoom,
  axisTip,
  categoryAxis,
  Drawing,
  legendOf,
  look,
  plot,
  seriesTable,
  textWidth,
  valueAxis,
} from "@dougong/kit/drawing";
import { useIsPhone } from "@dougong/kit/lib";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [BarChart, GridComponent, LegendComponent, TooltipComponent];
const gap = 10;
const lineHeight = 22;
const axisHeight = 40;
const mostLines = 40;

/** Days stand side by side; many or long names lie below each other, where they can be read. */
function Bars({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const isPhone = useIsPhone();
  const table = useMemo(() => seriesTable(answer, slots, texts), [answer, slots, texts]);
  const isInTime = table.category !== undefined && isInOrder(table.category);
  const longest = Math.max(0, ...table.categories.map(textWidth));
  const isWide = (longest + gap) * table.categories.length > axisRoom(isPhone);
  const isLying = !isInTime && isWide;
  const option = useMemo(() => {
    const names = categoryAxis(
      table.categories,
      isLying,
      isInTime || isLying ? 0 : axisRoom(isPhone),
    );
    const values = valueAxis(table.measures[0], texts);
    return {
      ...look,
      grid: plot(table.series.length > 1),
      legend: legendOf(table.series),
      tooltip: axisTip(table, texts, "shadow"),
      xAxis: isLying ? values : names,
      yAxis: isLying ? names : values,
      series: table.series.map((one) => ({
        type: "bar",
        name: one.name,
        data: one.values,
        barMaxWidth: 36,
        ...(table.isSplit ? { stack: "all" } : { itemStyle: { borderRadius: 3 } }),
      })),
    };
  }, [table, texts, isInTime, isLying, isPhone]);
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      leastHeight={
        isPhone && isLying
          ? Math.min(table.categories.length, mostLines) * lineHeight + axisHeight
          : 0
      }
      marks={table.categories.length * table.series.length}
      onMark={({ series, item }) => {
        const clicked = table.series[series];
        const row = clicked?.rows[item];
        if (clicked && row) onOpen(row, clicked.measure.key);
      }}
    />
  );
}

export default { id: "bar", Chart: Bars, form: "picture" } satisfies ChartTypeDefinition;
