import { useWorkspace } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useId } from "react";
import { type ChartTypeShape, misfitOf, suggest } from "./charts.ts";
import { groupAt, isDate } from "./fields.ts";
import { columnKey, columnsOf, type Draft, type PeriodDocument, setPart } from "./model.ts";
import type { ReportDeeds } from "./useReportDeeds.ts";

export interface ChartChoiceProps {
  editing: DraftEditing<Draft>;
  types: readonly ChartTypeShape[];
}

export interface ReportSettingsProps {
  editing: DraftEditing<Draft>;
  deeds: ReportDeeds;
}

/** The types of charts: one is proposed, and those that cannot show the report say why. */
export function ChartChoice({ editing, types }: ChartChoiceProps) {
  const { t } = useTranslation("reportDesign");
  const { report } = editing.draft;
  const proposed = suggest(report, types);
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="dg-report-charts">
      <h2 id={id}>{t("chart")}</h2>
      {types.length > 0 && (
        <p>
          {t("proposed", {
            type: t(`type.${proposed.type}`),
            why: t(`purpose.${proposed.purpose ?? "list"}`),
          })}
        </p>
      )}
      <ul>
        {types.map((type) => {
          const misfit = misfitOf(report, type, report.chart?.type === type.id);
          const isPicked = report.chart?.type === type.id;
          const name = t(`type.${type.id}`);
          return (
            <li key={type.id}>
              <button
                type="button"
                aria-pressed={isPicked}
                disabled={misfit !== null && !isPicked}
                onClick={() =>
                  editing.act(t("step.chart", { type: name }), {
                    report: setPart(report, "chart", { type: type.id }),
                  })
                }
              >
                {name}
                {misfit && (
                  <small>
                    {t(`misfit.${misfit.reason}.${misfit.shelf}`, { count: misfit.limit })}
                  </small>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const periods = [
  "today",
  "yesterday",
  "thisWeek",
  "lastWeek",
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "thisYear",
  "lastYear",
  "last7Days",
  "last30Days",
  "last90Days",
  "last12Months",
] as const;

/** Which days count and in which order groups stand. */
export function ReportSettings({ editing, deeds }: ReportSettingsProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const id = useId();
  const { report } = editing.draft;
  const dates = (groupAt(metadata, report.entity, "")?.fields ?? []).filter(({ field }) =>
    isDate(field),
  );
  const { period } = report;
  const [firstDate] = dates;
  const setPeriod = (next: PeriodDocument | undefined) =>
    deeds.act(t("step.period"), setPart(report, "period", next));
  const sortable = [...columnsOf(report, "dimensions"), ...report.measures];
  return (
    <>
      {firstDate && (
        <div className="dg-report-input">
          <label htmlFor={`${id}-period`}>{t("period")}</label>
          <NativeSelect
            id={`${id}-period`}
            value={period ? (period.name ?? "own") : ""}
            onChange={(event) =>
              setPeriod(
                event.target.value === ""
                  ? undefined
                  : { field: period?.field ?? firstDate.path, name: event.target.value },
              )
            }
          >
            <option value="">{t("allDays")}</option>
            {period && !period.name && <option value="own">{t("ownDays")}</option>}
            {periods.map((name) => (
              <option key={name} value={name}>
                {t(`periods.${name}`)}
              </option>
            ))}
          </NativeSelect>
          {period && (
            <NativeSelect
              aria-label={t("periodField")}
              value={period.field}
              onChange={(event) => setPeriod({ ...period, field: event.target.value })}
            >
              {[...new Set([period.field, ...dates.map(({ path }) => path)])].map((path) => (
                <option key={path} value={path}>
                  {dates.find((choice) => choice.path === path)?.name ?? path}
                </option>
              ))}
            </NativeSelect>
          )}
        </div>
      )}
      <div className="dg-report-input">
        <label htmlFor={`${id}-sort`}>{t("sort")}</label>
        <NativeSelect
          id={`${id}-sort`}
          value={report.sort?.[0] ?? ""}
          onChange={(event) =>
            deeds.act(
              t("step.sort"),
              setPart(report, "sort", event.target.value ? [event.target.value] : undefined),
            )
          }
        >
          <option value="">{t("sortAuto")}</option>
          {sortable.map((column, at) => {
            const dimensions = columnsOf(report, "dimensions").length;
            const name = deeds.nameAt(
              at < dimensions
                ? { shelf: "dimensions", index: at }
                : { shelf: "measures", index: at - dimensions },
            );
            const key = columnKey(column);
            return [
              <option key={`-${key}`} value={`-${key}`}>
                {t("sortDown", { name })}
              </option>,
              <option key={key} value={key}>
                {t("sortUp", { name })}
              </option>,
            ];
          })}
        </NativeSelect>
      </div>
    </>
  );
}
