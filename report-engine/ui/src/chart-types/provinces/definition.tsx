import {
  type AnswerColumn,
  type AnswerTexts,
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import {
  Drawing,
  font,
  ink,
  inkSoft,
  leftOut,
  line,
  look,
  textWidth,
  tip,
} from "@dougong/kit/drawing";
import { currentLanguage, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { CustomChart, type CustomSeriesOption } from "echarts/charts";
import { TooltipComponent, VisualMapComponent } from "echarts/components";
import { useMemo } from "react";
import { boxOf, placed, type Tile, tiles } from "./tiles.ts";

const parts = [CustomChart, TooltipComponent, VisualMapComponent];
const scaleHeight = 36;
const phoneHeight = 400;
const gap = 2;
/** Where tiles are lower, the value has no line of its own. */
const twoLines = 34;
const pale = "#f5f6f8";
const shades = ["#e3ecff", "#adc6ff", "#6f9bf2"];
const shadesBelow = ["#e8956d", "#f6cdb8", "#f7f7fb", "#adc6ff", "#6f9bf2"];

type Drawn = NonNullable<CustomSeriesOption["renderItem"]>;

/** The scale: from zero up, and as far below zero where there are such values. */
function scaleOf(values: readonly (number | null)[], column: AnswerColumn, texts: AnswerTexts) {
  const known = values.filter((value) => value !== null);
  const isBelow = known.some((value) => value < 0);
  const high = Math.max(...known.map(isBelow ? Math.abs : Number), 0) || 1;
  const low = isBelow ? -high : 0;
  return {
    min: low,
    max: high,
    dimension: 0,
    text: [texts.short(column, high), texts.short(column, low)],
    orient: "horizontal" as const,
    left: "center" as const,
    bottom: 0,
    itemWidth: 12,
    itemHeight: 120,
    calculable: false,
    show: known.length > 0,
    inRange: { color: isBelow ? shadesBelow : shades },
    textStyle: { color: inkSoft, fontSize: 12 },
  };
}

/** Draws each tile with its name and, where there is room, its value. */
function drawer(words: readonly string[], nameOf: (tile: Tile) => string): Drawn {
  return ({ dataIndex }, api) => {
    const tile = tiles[dataIndex];
    if (!tile) return null;
    const { x, y, width, height } = boxOf(tile, api.getWidth(), api.getHeight() - scaleHeight);
    const word = words[dataIndex] ?? "";
    const isEmpty = word === "";
    const isHigh = height >= twoLines;
    const both = isHigh ? [nameOf(tile), word] : [`${nameOf(tile)} ${word}`];
    const fits = !isEmpty && both.every((text) => textWidth(text) < width - 2 * gap);
    return {
      type: "group",
      children: [
        {
          type: "rect",
          shape: {
            x: x + gap / 2,
            y: y + gap / 2,
            width: width - gap,
            height: height - gap,
            r: 3,
          },
          style: isEmpty
            ? { fill: pale, stroke: line, lineWidth: 1 }
            : { fill: String(api.visual("color")) },
        },
        {
          type: "text",
          style: {
            text: fits ? both.join("\n") : nameOf(tile),
            x: x + width / 2,
            y: y + height / 2,
            align: "center",
            verticalAlign: "middle",
            fontFamily: font,
            fontSize: 12,
            lineHeight: 15,
            fill: isEmpty ? inkSoft : ink,
          },
        },
      ],
    };
  };
}

/** Squares instead of shapes: each province lies where its neighbours are. */
function Provinces({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const language = currentLanguage();
  const [province] = columnsOfSlot(answer, slots, "province");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const places = useMemo(
    () => placed(province ? answer.rows.map((row) => row[province.key]) : []),
    [answer, province],
  );
  const rows = useMemo(
    () => tiles.map((_, place) => answer.rows[places?.indexOf(place) ?? -1]),
    [answer, places],
  );
  const option = useMemo(() => {
    if (!measure) return look;
    const values = rows.map((row) => (row ? numberOf(row[measure.key]) : null));
    const words = values.map((value) => (value === null ? "" : texts.short(measure, value)));
    return {
      ...look,
      tooltip: {
        ...tip,
        trigger: "item" as const,
        formatter: ({ dataIndex = 0 }: { dataIndex?: number }) =>
          `${tiles[dataIndex]?.full[language]}\n${texts.text(measure, rows[dataIndex]?.[measure.key])}`,
      },
      visualMap: scaleOf(values, measure, texts),
      series: [
        {
          type: "custom",
          coordinateSystem: "none",
          data: values.map((value) => [value ?? "-"]),
          renderItem: drawer(words, ({ short }) => short[language]),
        },
      ],
    };
  }, [rows, measure, texts, language]);
  if (!places) return <p className="dg-tile-empty">{t("chart.notByProvince")}</p>;
  return (
    <Drawing
      parts={parts}
      option={option}
      label={title}
      leastHeight={isPhone ? phoneHeight : 0}
      note={leftOut(t, "chart.noProvince", places.filter((place) => place < 0).length)}
      onMark={({ item }) => {
        const row = rows[item];
        if (row && measure) onOpen(row, measure.key);
      }}
    />
  );
}

export default { id: "provinces", Chart: Provinces, form: "picture" } satisfies ChartTypeDefinition;
