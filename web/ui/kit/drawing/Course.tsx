import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";
import { type ChartProps, isInOrder, useAnswerTexts } from "../charts/index.ts";
import { useIsPhone } from "../lib/index.ts";
import { axisRoom, axisTip, categoryAxis, legendOf, plot, valueAxis } from "./axes.ts";
import { Drawing } from "./Drawing.tsx";
import { look } from "./look.ts";
import { type SeriesTable, seriesTable } from "./series.ts";

const parts = [LineChart, GridComponent, LegendComponent, TooltipComponent];
/** Above this, points are not marked one by one. */
const fewPoints = 60;
const fewNames = 12;

export interface CourseProps extends ChartProps {
  /** Whether the room below the lines is filled; parts of a whole then stand upon each other. */
  isFilled: boolean;
}

/** Values along a row of days, or of other groups. */
export function Course({ answer, slots, title, onOpen, isFilled }: CourseProps) {
  const texts = useAnswerTexts();
  const isPhone = useIsPhone();
  const table = useMemo(() => seriesTable(answer, slots, texts), [answer, slots, texts]);
  const isShort =
    !(table.category && isInOrder(table.category)) && table.categories.length <= fewNames;
  const room = isShort ? axisRoom(isPhone) : 0;
  const isStacked = isFilled && table.isSplit;
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
        // Samples of lines that stand upon each other would lie at different places.
        ...(!isStacked && table.categories.length > 1000 ? { sampling: "lttb" } : {}),
        ...(isStacked ? { stack: "all" } : {}),
        ...fillOf(isFilled, table),
        triggerLineEvent: false,
      })),
    }),
    [table, texts, room, isFilled, isStacked],
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

function fillOf(isFilled: boolean, { isSplit, series }: SeriesTable) {
  if (isFilled) return { areaStyle: { opacity: isSplit ? 0.6 : 0.25 } };
  return series.length === 1 ? { areaStyle: { opacity: 0.08 } } : {};
}
