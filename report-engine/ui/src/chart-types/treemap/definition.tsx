import {
  type AnswerColumn,
  type AnswerRow,
  type AnswerTexts,
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { Drawing, leftOut, look, palette, tip } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { TreemapChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [TreemapChart, TooltipComponent];

interface Area {
  name: string;
  value: number;
  /** Place of the answer's row; absent for an area that holds others. */
  place?: number;
  children?: Area[];
  itemStyle?: { color: string };
}

/** Areas of what is above zero; with a second dimension areas hold the areas of their parts. */
function areasOf(
  rows: readonly AnswerRow[],
  [outer, inner]: AnswerColumn[],
  measure: AnswerColumn | undefined,
  texts: AnswerTexts,
): Area[] {
  if (!outer || !measure) return [];
  const areas = new Map<string, Area>();
  rows.forEach((row, place) => {
    const value = numberOf(row[measure.key]) ?? 0;
    if (value <= 0) return;
    const name = texts.text(outer, row[outer.key]);
    const color = palette[areas.size % palette.length] ?? palette[0];
    const area = areas.get(name) ?? { name, value: 0, itemStyle: { color } };
    areas.set(name, area);
    area.value += value;
    if (!inner) area.place = place;
    else (area.children ??= []).push({ name: texts.text(inner, row[inner.key]), value, place });
  });
  return [...areas.values()];
}

function Treemap({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const categories = useMemo(() => columnsOfSlot(answer, slots, "category"), [answer, slots]);
  const [measure] = columnsOfSlot(answer, slots, "value");
  const areas = useMemo(
    () => areasOf(answer.rows, categories, measure, texts),
    [answer, categories, measure, texts],
  );
  const option = useMemo(
    () => ({
      ...look,
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ name = "", data }: { name?: string; data?: Area }) => {
          const row = data?.place === undefined ? undefined : answer.rows[data.place];
          return row && measure ? `${name}\n${texts.text(measure, row[measure.key])}` : name;
        },
      },
      series: [
        {
          type: "treemap",
          data: areas,
          left: 0,
          right: 0,
          top: 4,
          bottom: 4,
          roam: false,
          nodeClick: false as const,
          breadcrumb: { show: false },
          label: { color: "#fff", fontSize: 12, overflow: "truncate" as const },
          upperLabel: { show: categories.length > 1, height: 22, color: "#fff", fontSize: 12 },
          itemStyle: { borderColor: "#fff", borderWidth: 1, gapWidth: 1 },
        },
      ],
    }),
    [areas, answer, categories, measure, texts],
  );
  const drawn = areas.reduce((sum, area) => sum + (area.children?.length ?? 1), 0);
  if (areas.length === 0) return <p className="dg-tile-empty">{t("chart.nothingAbove")}</p>;
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      note={leftOut(t, "chart.notAbove", answer.rows.length - drawn)}
      onMark={({ data }) => {
        const place = (data as Area | undefined)?.place;
        const row = place === undefined ? undefined : answer.rows[place];
        if (row && measure) onOpen(row, measure.key);
      }}
    />
  );
}

export default { id: "treemap", Chart: Treemap, form: "picture" } satisfies ChartTypeDefinition;
