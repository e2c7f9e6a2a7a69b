import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { Drawing, inkSoft, leftOut, line, look, plot, tip, valueAxis } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [ScatterChart, GridComponent, TooltipComponent];
const small = 10;
const large = 34;
const nameHeight = 20;

/** Groups that lack one of the two values are in the table only. */
function Scatter({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const [point] = columnsOfSlot(answer, slots, "point");
  const [across] = columnsOfSlot(answer, slots, "across");
  const [up] = columnsOfSlot(answer, slots, "up");
  const [size] = columnsOfSlot(answer, slots, "size");
  const points = useMemo(
    () =>
      answer.rows.flatMap((row) => {
        const x = across ? numberOf(row[across.key]) : null;
        const y = up ? numberOf(row[up.key]) : null;
        const weight = size ? Math.max(numberOf(row[size.key]) ?? 0, 0) : 0;
        return x === null || y === null ? [] : [{ row, x, y, weight }];
      }),
    [answer, across, up, size],
  );
  const option = useMemo(() => {
    const largest = Math.max(1, ...points.map(({ weight }) => weight));
    const shown = [across, up, size].flatMap((column) => column ?? []);
    const named = {
      nameTextStyle: { color: inkSoft, fontSize: 12 },
      axisLine: { show: true, onZero: false, lineStyle: { color: line } },
      axisTick: { show: false },
    };
    return {
      ...look,
      grid: { ...plot(false), top: nameHeight + 12, bottom: nameHeight + 4 },
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0 }: { dataIndex?: number }) => {
          const row = points[dataIndex]?.row;
          if (!row) return "";
          const name = point ? texts.text(point, row[point.key]) : "";
          return [
            name,
            ...shown.map((column) => `${column.label}  ${texts.text(column, row[column.key])}`),
          ].join("\n");
        },
      },
      xAxis: {
        ...valueAxis(across, texts),
        ...named,
        name: across?.label ?? "",
        nameLocation: "middle" as const,
        nameGap: nameHeight + 6,
      },
      yAxis: {
        ...valueAxis(up, texts),
        ...named,
        name: up?.label ?? "",
        nameLocation: "end" as const,
        nameTextStyle: { ...named.nameTextStyle, align: "left" as const },
      },
      series: [
        {
          type: "scatter",
          data: points.map(({ x, y }) => [x, y]),
          symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
            size
              ? small + (large - small) * Math.sqrt((points[dataIndex]?.weight ?? 0) / largest)
              : small,
          itemStyle: { opacity: 0.75 },
        },
      ],
    };
  }, [points, point, across, up, size, texts]);
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      note={leftOut(t, "chart.lacking", answer.rows.length - points.length)}
      marks={points.length}
      onMark={({ item }) => {
        const row = points[item]?.row;
        if (row && up) onOpen(row, up.key);
      }}
    />
  );
}

export default { id: "scatter", Chart: Scatter, form: "picture" } satisfies ChartTypeDefinition;
