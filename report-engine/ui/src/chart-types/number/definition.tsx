import {
  type AnswerRow,
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { useTranslation } from "@dougong/kit/i18n";
import "./number.css";

const width = 240;
const height = 40;

/** One value with its change and course; the sign says it, the colour only repeats it. */
function NumberTile({ answer, slots, title, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const [change] = columnsOfSlot(answer, slots, "change");
  const [course] = columnsOfSlot(answer, slots, "course");
  if (!measure) return null;
  const whole: AnswerRow = (course ? answer.total : (answer.rows[0] ?? answer.total)) ?? {};
  const value = texts.text(measure, whole[measure.key]);
  const moved = change ? numberOf(whole[change.key]) : null;
  const tone = moved === null || moved === 0 ? "even" : moved > 0 ? "up" : "down";
  const target = numberOf(measure.target);
  const reached = numberOf(whole[measure.key]);
  return (
    <div className="dg-number-tile">
      <button
        type="button"
        className="dg-number-value"
        aria-label={t("chart.openValue", { title, value })}
        onClick={() => onOpen({}, measure.key)}
      >
        {value}
      </button>
      {change && (
        <p className="dg-number-change" data-tone={tone}>
          <span aria-hidden>{tone === "up" ? "▲" : tone === "down" ? "▼" : "■"}</span>{" "}
          {moved === null
            ? t("chart.nothingBefore")
            : `${moved > 0 ? "+" : ""}${texts.text(change, whole[change.key])}`}{" "}
          <small>{change.label}</small>
        </p>
      )}
      {target !== null && target > 0 && reached !== null && (
        <p className="dg-number-target">
          {t("chart.ofTarget", {
            target: texts.text(measure, measure.target),
            rate: `${Math.round((reached / target) * 100)}%`,
          })}
        </p>
      )}
      {course && <Course values={answer.rows.map((row) => numberOf(row[measure.key]) ?? 0)} />}
    </div>
  );
}

/** The values as a small line; what it tells exactly stands in the table. */
function Course({ values }: { values: number[] }) {
  if (values.length < 2) return null;
  const low = Math.min(0, ...values);
  const high = Math.max(...values, low + 1);
  const points = values.map((value, place) => {
    const x = (place / (values.length - 1)) * width;
    const y = height - 2 - ((value - low) / (high - low)) * (height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className="dg-number-course"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <polyline points={points.join(" ")} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export default { id: "number", Chart: NumberTile, form: "value" } satisfies ChartTypeDefinition;
