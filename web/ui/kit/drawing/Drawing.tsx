import { type EChartsCoreOption, type ECharts, init, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useStillness } from "../lib/index.ts";
import "./Drawing.css";

type Part = Parameters<typeof use>[0];

/** What was clicked, by its places in the option. */
export interface Mark {
  series: number;
  item: number;
  /** What the option has there. */
  data?: unknown;
  /** The name that was clicked, where it stands beside the marks and belongs to no series. */
  name?: string;
}

export interface DrawingProps {
  /** Parts of ECharts that the option needs. */
  parts: Part;
  option: EChartsCoreOption;
  /** What it says, for those who do not see it. */
  label: string;
  /** Pixels that it needs where a page may grow; 0 takes what there is. */
  leastHeight?: number;
  /** How many marks it has. */
  marks?: number;
  /** What of the data is not drawn; empty where all is. */
  note?: string;
  onMark: (mark: Mark) => void;
}

use([SVGRenderer, CanvasRenderer]);

/** Above this, marks are pixels and no elements of the page. */
const fewMarks = 2_000;

/** A drawing by ECharts as wide and high as the place that it has. */
export function Drawing(props: DrawingProps) {
  const { parts, option, label, leastHeight = 0, marks = 0, note = "", onMark } = props;
  const isDense = marks > fewMarks;
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const listener = useRef(onMark);
  const isStill = useStillness();
  useEffect(() => {
    listener.current = onMark;
  }, [onMark]);
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    use(parts);
    const drawn = init(element, null, { renderer: isDense ? "canvas" : "svg" });
    chart.current = drawn;
    drawn.on("click", ({ componentType, seriesIndex, dataIndex, data, name }) => {
      const mark = { series: seriesIndex ?? 0, item: dataIndex, data };
      listener.current(componentType === "series" ? mark : { ...mark, name });
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, [parts, isDense]);
  useEffect(() => {
    chart.current?.setOption({ ...option, animation: !isStill }, { notMerge: true });
  }, [option, isStill]);
  return (
    <div className="dg-drawing-frame">
      <div
        ref={host}
        className="dg-drawing"
        style={{ minHeight: leastHeight }}
        role="img"
        aria-label={label}
      />
      {note && <p className="dg-drawing-note">{note}</p>}
    </div>
  );
}
