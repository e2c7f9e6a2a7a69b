import { type ChartProps, type ChartTypeDefinition, useAnswerTexts } from "@dougong/kit/charts";
import {
  axisRoom,
  axisTip,
  categoryAxis,
  Drawing,
  legendOf,
  look,
  plot,
  seriesTable,
  valueAxis,
} from "@dougong/kit/drawing";
import { useIsPhone } from "@dougong/kit/lib";
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [LineChart, GridComponent, LegendComponent, TooltipComponent];
/** Above this, points are not marked one by one. */
const fewPoints = 60;
const fewNames = 12;

function Areas({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const isPhone = useIsPhone();
  const table = useMemo(() => seriesTable(answer, slots, texts), [answer, slots, texts]);
  const isShort = table.category?.bucket === undefined && table.categories.length <= fewNames;
  const room = isShort ? axisRoom(isPhone) : 0;
  const option = useMemo(
    () => ({
      ...look,
      grid: plot(table.series.length > 1),
      legend: legendOf(table.series),
      tooltip: axisTip(table, texts, "line"),
      xAxis: {
        ...categoryAxis(table.categories, false, room),
        boundaryGap: table.categories.length < 2,
      },
      yAxis: valueAxis(table.measures[0], texts),
      series: table.series.map((one) => ({
        type: "line",
        name: one.name,
        data: one.values,
        symbolSize: 7,
        showSymbol: table.categories.length <= fewPoints,
        lineStyle: { width: 2 },
        // Samples of stacked lines would lie at different places.
        ...(!table.isSplit && table.categories.length > 1000 ? { sampling: "lttb" } : {}),
        areaStyle: { opacity: table.isSplit ? 0.6 : 0.25 },
        ...(table.isSplit ? { stack: "all" } : {}),
        triggerLineEvent: false,
      })),
    }),
    [table, texts, room],
  );
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      onMark={({ series, item }) => {
        const clicked = table.series[series];
        const row = clicked?.rows[item];
        if (clicked && row) onOpen(row, clicked.measure.key);
      }}
    />
  );
}

export default { id: "area", Chart: Areas, form: "picture" } satisfies ChartTypeDefinition;
