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
import { Drawing, ink, leftOut, look, palette, tip } from "@dougong/kit/drawing";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { SankeyChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { useMemo } from "react";

const parts = [SankeyChart, TooltipComponent];
const labelWidth = { phone: 96, pc: 150 };

interface Group {
  /** Tells groups of both sides apart, which may have one name. */
  name: string;
  text: string;
  row: AnswerRow;
  itemStyle: { color: string };
  label: { position: "left" | "right" };
}

interface Flow {
  source: string;
  target: string;
  value: number;
  row: AnswerRow;
}

interface Flows {
  groups: Group[];
  flows: Flow[];
}

/** What is above zero flows from the groups of the first side to those of the second. */
function flowsOf(
  rows: readonly AnswerRow[],
  sides: readonly (AnswerColumn | undefined)[],
  measure: AnswerColumn | undefined,
  texts: AnswerTexts,
): Flows {
  const groups = new Map<string, Group>();
  const flows: Flow[] = [];
  const groupOf = (row: AnswerRow, side: number, column: AnswerColumn): string => {
    const text = texts.text(column, row[column.key]);
    const name = `${side}:${text}`;
    if (!groups.has(name)) {
      groups.set(name, {
        name,
        text,
        row: { [column.key]: row[column.key] },
        itemStyle: { color: palette[groups.size % palette.length] ?? palette[0] },
        label: { position: side === 0 ? "right" : "left" },
      });
    }
    return name;
  };
  const [from, to] = sides;
  for (const row of rows) {
    const value = measure ? (numberOf(row[measure.key]) ?? 0) : 0;
    if (!from || !to || value <= 0) continue;
    flows.push({ source: groupOf(row, 0, from), target: groupOf(row, 1, to), value, row });
  }
  return { groups: [...groups.values()], flows };
}

function Sankey({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const [from] = columnsOfSlot(answer, slots, "from");
  const [to] = columnsOfSlot(answer, slots, "to");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const { groups, flows } = useMemo(
    () => flowsOf(answer.rows, [from, to], measure, texts),
    [answer, from, to, measure, texts],
  );
  const option = useMemo(() => {
    const textOf = new Map(groups.map(({ name, text }) => [name, text]));
    return {
      ...look,
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ name = "", data }: { name?: string; data?: unknown }) => {
          const flow = data as Partial<Flow> | undefined;
          if (flow?.source === undefined || !measure) return textOf.get(name) ?? "";
          const ends = `${textOf.get(flow.source) ?? ""} → ${textOf.get(flow.target ?? "") ?? ""}`;
          return `${ends}\n${texts.text(measure, flow.row?.[measure.key])}`;
        },
      },
      series: [
        {
          type: "sankey",
          data: groups,
          links: flows,
          left: 4,
          right: 4,
          top: 8,
          bottom: 8,
          draggable: false,
          nodeWidth: 14,
          nodeGap: isPhone ? 6 : 10,
          emphasis: { focus: "adjacency" as const },
          lineStyle: { color: "source" as const, opacity: 0.28 },
          label: {
            color: ink,
            fontSize: 12,
            width: isPhone ? labelWidth.phone : labelWidth.pc,
            overflow: "truncate" as const,
            formatter: ({ name = "" }: { name?: string }) => textOf.get(name) ?? "",
          },
        },
      ],
    };
  }, [groups, flows, measure, texts, isPhone]);
  if (flows.length === 0) return <p className="dg-tile-empty">{t("chart.nothingAbove")}</p>;
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      note={leftOut(t, "chart.notAbove", answer.rows.length - flows.length)}
      marks={flows.length + groups.length}
      onMark={({ data }) => {
        const row = (data as Partial<Flow> | undefined)?.row;
        if (row && measure) onOpen(row, measure.key);
      }}
    />
  );
}

export default { id: "sankey", Chart: Sankey, form: "picture" } satisfies ChartTypeDefinition;
