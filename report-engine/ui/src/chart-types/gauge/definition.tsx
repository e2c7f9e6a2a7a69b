import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { Drawing, ink, inkSoft, look, palette } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { GaugeChart } from "echarts/charts";
import { useMemo } from "react";

const parts = [GaugeChart];
const thickness = 16;

/** A value against its target; one without a target is a part of a whole, from 0 to 100 %. */
function Gauge({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const [aim] = columnsOfSlot(answer, slots, "target");
  const whole = answer.total ?? answer.rows[0];
  const written = aim ? whole?.[aim.key] : measure?.target;
  const target = numberOf(written) ?? 1;
  const value = measure ? numberOf(whole?.[measure.key]) : null;
  const option = useMemo(() => {
    if (!measure) return look;
    const rate = target > 0 ? `${Math.round(((value ?? 0) / target) * 100)}%` : "";
    const goal = aim ?? (measure.target === undefined ? undefined : measure);
    return {
      ...look,
      series: [
        {
          type: "gauge",
          startAngle: 200,
          endAngle: -20,
          center: ["50%", "62%"],
          radius: "92%",
          min: 0,
          max: target,
          silent: false,
          pointer: { show: false },
          progress: { show: true, width: thickness, itemStyle: { color: palette[0] } },
          axisLine: { lineStyle: { width: thickness, color: [[1, "#eff1f4"]] } },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: { show: false },
          detail: {
            offsetCenter: [0, "-8%"],
            color: ink,
            fontSize: 26,
            fontWeight: 600,
            formatter: () => texts.text(measure, whole?.[measure.key]),
          },
          title: { offsetCenter: [0, "22%"], color: inkSoft, fontSize: 13 },
          data: [
            {
              value: Math.min(Math.max(value ?? 0, 0), target),
              name: goal ? t("chart.ofTarget", { target: texts.text(goal, written), rate }) : "",
            },
          ],
        },
      ],
    };
  }, [measure, aim, whole, written, target, value, texts, t]);
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      onMark={() => {
        if (measure) onOpen({}, measure.key);
      }}
    />
  );
}

export default { id: "gauge", Chart: Gauge, form: "picture" } satisfies ChartTypeDefinition;
