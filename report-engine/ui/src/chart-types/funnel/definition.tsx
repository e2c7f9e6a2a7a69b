import {
  type AnswerColumn,
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { Drawing, ink, look, tip } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { FunnelChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { format } from "echarts/core";
import { useMemo } from "react";

const parts = [FunnelChart, TooltipComponent];
const labelWidth = { phone: 150, pc: 240 };
const font = "13px sans-serif";
const ellipsis = "…";
const shades = ["#0b3a86", "#0958d9", "#2f74e0", "#5590e8", "#7fabee", "#a3c3f3", "#c3d8f7"];

/** A name and its value in so many pixels; where they are too long, the name is shortened. */
function beside(name: string, value: string, width: number): string {
  const left = width - format.getTextRect(`  ${value}`, font).width;
  return `${format.truncateText(name, left, font, ellipsis)}  ${value}`;
}

/** Stages in their own order, as wide as what came so far; beside each how many came from before. */
function Funnel({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const [stage] = columnsOfSlot(answer, slots, "stage");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const [conversion] = columnsOfSlot(answer, slots, "conversion");
  const [loss] = columnsOfSlot(answer, slots, "loss");
  const steps = useMemo(
    () =>
      answer.rows.map((row, place) => {
        const value = measure ? texts.text(measure, row[measure.key]) : "";
        const said = (column: AnswerColumn | undefined, key: string) =>
          column && place > 0 ? [t(key, { rate: texts.text(column, row[column.key]) })] : [];
        return {
          row,
          name: stage ? texts.text(stage, row[stage.key]) : "",
          value,
          rate: [...said(conversion, "chart.fromBefore"), ...said(loss, "chart.lost")].join(" · "),
          size: measure ? Math.max(numberOf(row[measure.key]) ?? 0, 0) : 0,
        };
      }),
    [answer, stage, measure, conversion, loss, texts, t],
  );
  const option = useMemo(
    () => ({
      ...look,
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0 }: { dataIndex?: number }) => {
          const step = steps[dataIndex];
          return step ? [`${step.name}  ${step.value}`, step.rate].filter(Boolean).join("\n") : "";
        },
      },
      series: [
        {
          type: "funnel",
          sort: "none" as const,
          left: 4,
          width: "52%",
          top: 6,
          bottom: 6,
          gap: 3,
          minSize: "4%",
          max: Math.max(1, ...steps.map((step) => step.size)),
          data: steps.map((step, place) => ({
            name: step.name,
            value: step.size,
            itemStyle: { color: shades[Math.min(place, shades.length - 1)] },
          })),
          label: {
            show: true,
            position: "right" as const,
            color: ink,
            fontSize: 13,
            lineHeight: 17,
            width: isPhone ? labelWidth.phone : labelWidth.pc,
            overflow: "truncate" as const,
            formatter: ({ dataIndex = 0 }: { dataIndex?: number }) => {
              const step = steps[dataIndex];
              if (!step) return "";
              const width = isPhone ? labelWidth.phone : labelWidth.pc;
              return [beside(step.name, step.value, width), step.rate].filter(Boolean).join("\n");
            },
          },
          labelLine: { length: 8, lineStyle: { color: "#c5cbd5" } },
          itemStyle: { borderWidth: 0 },
        },
      ],
    }),
    [steps, isPhone],
  );
  const isAllBelow = measure && answer.rows.every((row) => (numberOf(row[measure.key]) ?? 0) < 0);
  if (isAllBelow) return <p className="dg-tile-empty">{t("chart.nothingAbove")}</p>;
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      onMark={({ item }) => {
        const step = steps[item];
        if (step && measure) onOpen(step.row, measure.key);
      }}
    />
  );
}

export default { id: "funnel", Chart: Funnel, form: "picture" } satisfies ChartTypeDefinition;
