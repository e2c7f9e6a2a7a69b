import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import {
  axisRoom,
  categoryAxis,
  Drawing,
  ink,
  inkSoft,
  look,
  plot,
  tip,
} from "@dougong/kit/drawing";
import { useIsPhone } from "@dougong/kit/lib";
import { HeatmapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent];
/** Where cells are narrower, values are read in the tip and in the table. */
const fewColumns = { phone: 6, pc: 12 };
const scaleHeight = 34;

function Heatmap({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const isPhone = useIsPhone();
  const [across] = columnsOfSlot(answer, slots, "across");
  const [down] = columnsOfSlot(answer, slots, "down");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const option = useMemo(() => {
    if (!across || !down || !measure) return look;
    const namesAcross = answer.rows.map((row) => texts.text(across, row[across.key]));
    const namesDown = answer.rows.map((row) => texts.text(down, row[down.key]));
    const values = answer.rows.map((row) => numberOf(row[measure.key]));
    const known = values.filter((value) => value !== null);
    const low = Math.min(0, ...known);
    const high = Math.max(1, ...known);
    const columns = [...new Set(namesAcross)];
    const word = (place = 0) => texts.text(measure, answer.rows[place]?.[measure.key]);
    return {
      ...look,
      grid: { ...plot(false), bottom: scaleHeight },
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0 }: { dataIndex?: number }) =>
          `${namesDown[dataIndex] ?? ""} · ${namesAcross[dataIndex] ?? ""}\n${word(dataIndex)}`,
      },
      xAxis: categoryAxis(columns, false, columns.length <= fewColumns.pc ? axisRoom(isPhone) : 0),
      yAxis: categoryAxis([...new Set(namesDown)], true),
      visualMap: {
        min: low,
        max: high,
        text: [texts.short(measure, high), texts.short(measure, low)],
        orient: "horizontal" as const,
        left: "center" as const,
        bottom: 0,
        itemWidth: 12,
        itemHeight: 120,
        calculable: false,
        inRange: { color: ["#f0f5ff", "#adc6ff", "#6f9bf2"] },
        textStyle: { color: inkSoft, fontSize: 12 },
      },
      series: [
        {
          type: "heatmap",
          data: values.map((value, place) => [namesAcross[place], namesDown[place], value ?? "-"]),
          label: {
            show: columns.length <= (isPhone ? fewColumns.phone : fewColumns.pc),
            color: ink,
            fontSize: 11,
            formatter: ({ dataIndex = 0 }: { dataIndex?: number }) => {
              const value = values[dataIndex];
              return typeof value === "number" ? texts.short(measure, value) : "";
            },
          },
          itemStyle: { borderColor: "#fff", borderWidth: 1 },
        },
      ],
    };
  }, [answer, across, down, measure, texts, isPhone]);
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      marks={answer.rows.length}
      onMark={({ item }) => {
        const row = answer.rows[item];
        if (row && measure) onOpen(row, measure.key);
      }}
    />
  );
}

export default { id: "heatmap", Chart: Heatmap, form: "picture" } satisfies ChartTypeDefinition;
