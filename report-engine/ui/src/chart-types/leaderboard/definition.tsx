import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  numberOf,
  useAnswerTexts,
} from "@dougong/kit/charts";
import { useTranslation } from "@dougong/kit/i18n";
import "./leaderboard.css";

/** Who stands where; equal values share a place. */
function Leaderboard({ answer, slots, onOpen }: ChartProps) {
  const texts = useAnswerTexts();
  const { t } = useTranslation("report");
  const [who] = columnsOfSlot(answer, slots, "who");
  const [measure] = columnsOfSlot(answer, slots, "value");
  const more = columnsOfSlot(answer, slots, "more");
  if (!who || !measure) return null;
  const entries = answer.rows
    .map((row) => ({ row, value: numberOf(row[measure.key]) ?? 0 }))
    .toSorted((one, other) => other.value - one.value);
  const largest = Math.max(0, ...entries.map(({ value }) => value));
  const rankOf = (value: number) => entries.filter((entry) => entry.value > value).length + 1;
  return (
    <ol className="dg-leaders">
      {entries.map(({ row, value }) => {
        const name = texts.text(who, row[who.key]);
        const rank = rankOf(value);
        const share = largest > 0 && value > 0 ? value / largest : 0;
        return (
          <li key={`${rank} ${name}`}>
            <button type="button" onClick={() => onOpen(row, measure.key)}>
              <span className="dg-leaders-rank" data-rank={rank}>
                <span className="dg-visually-hidden">{t("chart.rank", { rank })}</span>
                <span aria-hidden>{rank}</span>
              </span>
              <span className="dg-leaders-name">{name}</span>
              <span className="dg-leaders-value">{texts.text(measure, row[measure.key])}</span>
              <span className="dg-leaders-more">
                {more
                  .map((column) => `${column.label} ${texts.text(column, row[column.key])}`)
                  .join(" · ")}
              </span>
              <span className="dg-leaders-bar" aria-hidden>
                <span style={{ width: `${share * 100}%` }} />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

export default {
  id: "leaderboard",
  Chart: Leaderboard,
  form: "list",
} satisfies ChartTypeDefinition;
