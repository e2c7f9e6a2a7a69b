import {
  BarChartOutlined,
  BellOutlined,
  InfoCircleOutlined,
  TableOutlined,
} from "@ant-design/icons";
import {
  type Answer,
  type AnswerRow,
  type ChartTypeDefinition,
  DataTable,
} from "@dougong/kit/charts";
import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import { Bones, Notice } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Component, type CSSProperties, type ReactNode, useMemo, useRef, useState } from "react";
import { loadChartType } from "../chartTypes.ts";
import type { Choice, SharedFilter, Widget, WidgetAnswer } from "./api.ts";
import { ChoiceText } from "./ChoiceText.tsx";
import { Explanation } from "./Explanation.tsx";
import { periodText } from "./words.ts";
import "./Tile.css";

/** What is read aloud beside a drawing; the whole table is one button away. */
const spokenRows = 50;

export interface TileProps {
  widget: Widget;
  filters: readonly SharedFilter[];
  choices: readonly Choice[];
  answer: WidgetAnswer | undefined;
  error: Error | null;
  isStale: boolean;
  isPhone: boolean;
  /** Absent where nothing can be asked again. */
  onRetry?: () => void;
  onOpen: (row: AnswerRow, measure?: string) => void;
  /** Absent where nobody can watch its numbers. */
  onWatch?: () => void;
}

/** A report on the board: its picture or table, and what the numbers are. */
export function Tile(props: TileProps) {
  const { widget, answer, error, isStale, isPhone } = props;
  const { t } = useTranslation("report");
  const tile = useRef<HTMLElement>(null);
  const [isTable, setIsTable] = useState(false);
  const [isExplained, setIsExplained] = useState(false);
  const type = useQuery({
    queryKey: ["chart-types", widget.chart.type],
    queryFn: () => loadChartType(widget.chart.type),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shown = useMemo(() => withTargets(answer?.answer, widget), [answer, widget]);
  const hasTwin = type.data !== undefined && type.data.form !== "list";
  const titleId = `dg-tile-${widget.widget}`;
  return (
    <section
      ref={tile}
      className="dg-tile"
      aria-labelledby={titleId}
      aria-busy={isStale || (!answer && !error)}
      data-form={type.data?.form ?? "picture"}
      style={isPhone ? undefined : placeOf(widget)}
    >
      <header className="dg-tile-head">
        <h2 id={titleId}>{widget.label}</h2>
        {shown && hasTwin && (
          <Button
            type="text"
            size="small"
            aria-pressed={isTable}
            aria-label={t(isTable ? "tile.asChart" : "tile.asTable", { title: widget.label })}
            icon={isTable ? <BarChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
            onClick={() => setIsTable(!isTable)}
          />
        )}
        {shown && props.onWatch && (
          <Button
            type="text"
            size="small"
            className="dg-tile-watch"
            aria-label={t("tile.watch", { title: widget.label })}
            icon={<BellOutlined aria-hidden />}
            onClick={props.onWatch}
          />
        )}
        {shown && (
          <Button
            type="text"
            size="small"
            aria-label={t("tile.explain", { title: widget.label })}
            icon={<InfoCircleOutlined aria-hidden />}
            onClick={() => setIsExplained(true)}
          />
        )}
      </header>
      <div className={isStale ? "dg-tile-body dg-tile-stale" : "dg-tile-body"}>
        <Body {...props} shown={shown} type={type.data} isTable={isTable} loadError={type.error} />
      </div>
      {shown && (
        <Foot
          answer={shown}
          chosen={props.choices.find(({ source }) => source === widget.widget)}
        />
      )}
      {shown && isExplained && (
        <Explanation
          {...props}
          shown={shown}
          applied={answer?.applied ?? []}
          downloads={{ tile, hasPicture: !isTable && type.data?.form === "picture" }}
          onClose={() => setIsExplained(false)}
        />
      )}
    </section>
  );
}

interface BodyProps extends TileProps {
  shown: Answer | undefined;
  type: ChartTypeDefinition | undefined;
  loadError: Error | null;
  isTable: boolean;
}

function Body(props: BodyProps) {
  const { widget, answer, error, loadError, shown, type, isTable, onRetry, onOpen } = props;
  const { t } = useTranslation("report");
  const failed = error ?? loadError;
  if (failed || answer?.errors) {
    const said = answer?.errors?.map(({ message, remedy }) => `${message} ${remedy ?? ""}`);
    return (
      <div className="dg-tile-problem">
        <Notice>{said?.join(" ") ?? t("tile.failed")}</Notice>
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("tile.retry")}
          </Button>
        )}
      </div>
    );
  }
  if (!shown || !type) return <Bones lines={3} />;
  const isBlank = type.form !== "value" && (shown.rows.length === 0 || shown.records === 0);
  if (isBlank) {
    return (
      <p className="dg-tile-empty">
        {t(props.choices.length > 0 ? "tile.emptyFiltered" : "tile.empty")}
      </p>
    );
  }
  const { Chart } = type;
  if (isTable) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      <div className="dg-tile-scroll" tabIndex={0} role="group" aria-label={widget.label}>
        <DataTable answer={shown} title={widget.label} onOpen={onOpen} />
      </div>
    );
  }
  const drawn = (
    <Guard fallback={<Notice>{t("tile.failed")}</Notice>}>
      <Chart
        answer={shown}
        slots={widget.chart.slots}
        title={t("tile.drawing", { title: widget.label })}
        onOpen={onOpen}
      />
    </Guard>
  );
  if (type.form === "list") {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      <div className="dg-tile-scroll" tabIndex={0} role="group" aria-label={widget.label}>
        {drawn}
      </div>
    );
  }
  return (
    <>
      {drawn}
      <div className="dg-visually-hidden">
        <DataTable answer={shown} title={widget.label} limit={spokenRows} />
      </div>
    </>
  );
}

/** What the numbers are, in one line, and whether anything is missing. */
function Foot({ answer, chosen }: { answer: Answer; chosen: Choice | undefined }) {
  const { t } = useTranslation("report");
  const period = answer.definition.period;
  return (
    <footer className="dg-tile-foot">
      {chosen && (
        <strong className="dg-tile-chosen">
          <ChoiceText choice={chosen} />
        </strong>
      )}
      {period && <span>{periodText(period, answer.at)}</span>}
      {answer.records !== null && (
        <span>
          {t("tile.records", {
            count: answer.records,
            number: formatDecimal(String(answer.records)),
            entity: answer.definition.label,
          })}
        </span>
      )}
      {answer.truncated && (
        <strong>
          {t("tile.cut", {
            shown: formatDecimal(String(answer.rows.length)),
            all: formatDecimal(String(answer.groups)),
          })}
        </strong>
      )}
    </footer>
  );
}

function withTargets(answer: Answer | undefined, widget: Widget): Answer | undefined {
  if (!answer) return undefined;
  const targets = new Map(
    widget.query.measures.map(({ key, aggregate, target }) => [key ?? aggregate, target]),
  );
  const columns = answer.columns.map((column) => {
    const target = column.role === "measure" ? targets.get(column.key) : undefined;
    return target === undefined ? column : { ...column, target };
  });
  return { ...answer, columns };
}

const placeOf = ({ x, y, width, height }: Widget): CSSProperties => ({
  gridColumn: `${x + 1} / span ${width}`,
  gridRow: `${y + 1} / span ${height}`,
});

/** A chart that fails leaves the others alone. */
class Guard extends Component<{ children: ReactNode; fallback: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
